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

/** Which permission each next step needs that views offer in `can`. */
const permissionOf = {
  reply: 'inbox_reply', close: 'inbox_reply', reopen: 'inbox_reply', retry: 'inbox_reply',
  edit: 'drafts_edit', dismiss: 'drafts_edit', confirm: 'drafts_confirm', send: 'quotes_send', accept: 'quotes_accept',
} as const satisfies Record<string, Permission>

/** Whether a next step is both possible for the thing and allowed to the person. */
export function useCan() {
  const may = useMay()
  return <T extends keyof typeof permissionOf>(thing: { can: readonly string[] }, step: T) => thing.can.includes(step) && may(permissionOf[step])
}
