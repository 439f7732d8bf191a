import { queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError, get, type Schemas } from './client'

export type Session = Schemas['SessionView']
export type Permission = Session['permissions'][number]

/** Who is signed in; `null` when nobody is. Below features because the frame and several of them ask it. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await get('/api/session', {}, { signal })
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

/** What the person may do here. The server decides again at each call; screens only leave out what would be refused. */
export function useMay(): (permission: Permission) => boolean {
  const permissions = useQuery(sessionQuery).data?.permissions
  return (permission) => permissions?.includes(permission) ?? false
}
