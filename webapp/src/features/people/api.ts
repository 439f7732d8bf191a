import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, type QueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { del, describeError, get, post, put, type Schemas } from '@/api/client'
import { addPasskey } from '@/api/passkey'

export type Person = Schemas['PersonView']
export type Token = Schemas['TokenView']
export type Passkey = Schemas['PasskeyView']
export type OpenSession = Schemas['UserSessionView']
export type SignIn = Schemas['LoginAttemptView']

export const profileQuery = queryOptions({ queryKey: ['profile', 'list'], queryFn: ({ signal }) => get('/api/profile', {}, { signal }) })
export const ownSessionsQuery = queryOptions({ queryKey: ['profile', 'list', 'sessions'], queryFn: ({ signal }) => get('/api/sessions', {}, { signal }) })
export const ownSignInsQuery = infiniteQueryOptions({
  queryKey: ['profile', 'list', 'sign-ins'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) => get('/api/profile/sign-ins', { cursor }, { signal }),
  getNextPageParam: (page) => page.next ?? undefined,
})
export const tokensQuery = (everybodys: boolean) => infiniteQueryOptions({
  queryKey: ['tokens', 'list', everybodys],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) => get(everybodys ? '/api/tokens/all' : '/api/tokens', { cursor }, { signal }),
  getNextPageParam: (page) => page.next ?? undefined,
})
export const peopleQuery = (q: string | undefined) => infiniteQueryOptions({
  queryKey: ['people', 'list', 'people', { q }],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) => get('/api/people', { q, cursor }, { signal }),
  getNextPageParam: (page) => page.next ?? undefined,
  placeholderData: keepPreviousData,
})
export const signInsQuery = infiniteQueryOptions({
  queryKey: ['people', 'list', 'sign-ins'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) => get('/api/people/sign-ins', { cursor }, { signal }),
  getNextPageParam: (page) => page.next ?? undefined,
})
export const sessionsOfQuery = (id: string) => queryOptions({ queryKey: ['people', id, 'sessions'], queryFn: ({ signal }) => get('/api/people/{id}/sessions', { id }, { signal }) })
export const choicesQuery = queryOptions({ queryKey: ['roles', 'list', 'choices'], queryFn: ({ signal }) => get('/api/roles/choices', {}, { signal }) })
export const addressesQuery = queryOptions({ queryKey: ['admin-addresses'], queryFn: ({ signal }) => get('/api/admin-addresses', {}, { signal }) })

const again = (...topics: string[]) => (_d: unknown, _e: unknown, _v: unknown, _r: unknown, { client }: { client: QueryClient }) =>
  Promise.all(topics.map((topic) => client.invalidateQueries({ queryKey: [topic] })))

const failed = (what: string) => (error: unknown) => { toast.error(what, { description: describeError(error) }) }

export const useRename = () => useMutation({ mutationFn: (name: string) => put('/api/profile', {}, { name }), onSuccess: () => toast.success('Name saved'), onSettled: again('profile', 'session') })
export const useChangePassword = () => useMutation({
  mutationFn: (body: { current: string; password: string }) => put('/api/profile/password', {}, body),
  onSuccess: () => toast.success('Password changed', { description: 'Your other sessions have ended.' }), onSettled: again('profile'),
})

export const useBeginTwoStep = () => useMutation({ mutationFn: (password: string) => post('/api/profile/two-step', {}, { password }) })
export const useConfirmTwoStep = () => useMutation({ mutationFn: (code: string) => post('/api/profile/two-step/confirm', {}, { code }), onSettled: again('profile') })
export const useRenewCodes = () => useMutation({ mutationFn: (password: string) => post('/api/profile/two-step/recovery-codes', {}, { password }), onSettled: again('profile') })
export const useTurnOffTwoStep = () => useMutation({ mutationFn: (password: string) => post('/api/profile/two-step/off', {}, { password }), onSuccess: () => toast.success('Two-step sign-in is off'), onSettled: again('profile') })

export const useAddPasskey = () => useMutation({ mutationFn: addPasskey, onSuccess: () => toast.success('Passkey added', { description: 'From now on you can sign in with it.' }), onSettled: again('profile') })
export const useRenamePasskey = () => useMutation({ mutationFn: ({ id, name }: { id: string; name: string }) => put('/api/profile/passkeys/{id}', { id }, { name }), onSettled: again('profile') })
export const useRemovePasskey = () => useMutation({
  mutationFn: ({ id, password }: { id: string; password: string }) => post('/api/profile/passkeys/{id}/remove', { id }, { password }),
  onSuccess: () => toast.success('Passkey removed', { description: 'Your device may still offer it; delete it there too.' }), onSettled: again('profile'),
})

export const useEndSession = () => useMutation({ mutationFn: (id: string) => del('/api/sessions/{id}', { id }), onSuccess: () => toast.success('Session ended'), onError: failed('The session was not ended'), onSettled: again('profile', 'people') })
export const useEndOthers = () => useMutation({ mutationFn: () => del('/api/sessions'), onSuccess: () => toast.success('All other sessions have ended'), onError: failed('The sessions were not ended'), onSettled: again('profile') })

export const useCreateToken = () => useMutation({
  mutationFn: (body: { name: string; scopes: string[] | null; expiresAt: string | null }) => post('/api/tokens', {}, body),
  onSettled: again('tokens'),
})
export const useRevokeToken = () => useMutation({ mutationFn: (token: Token) => del('/api/tokens/{id}', { id: token.id }), onSuccess: (_d, token) => toast.success(`${token.name} is revoked`), onError: failed('The token was not revoked'), onSettled: again('tokens') })

export const useInvite = () => useMutation({ mutationFn: (body: { email: string; roleIds: string[] }) => post('/api/people', {}, body), onSuccess: (person) => toast.success(`${person.email} is invited`), onSettled: again('people') })
export const useInviteAgain = () => useMutation({ mutationFn: (id: string) => post('/api/people/{id}/invite', { id }), onSuccess: (person) => toast.success(`A new link is on its way to ${person.email}`), onError: failed('No mail was sent'), onSettled: again('people') })
export const useWithdraw = () => useMutation({ mutationFn: (id: string) => del('/api/people/{id}/invite', { id }), onSuccess: () => toast.success('Invitation withdrawn'), onError: failed('The invitation stands'), onSettled: again('people') })
export const useReactivate = () => useMutation({ mutationFn: (id: string) => post('/api/people/{id}/reactivate', { id }), onSuccess: (person) => toast.success(`${person.name} is back`), onError: failed('Nothing was changed'), onSettled: again('people') })
export const useDeactivate = () => useMutation({ mutationFn: (id: string) => post('/api/people/{id}/deactivate', { id }), onError: failed('Nothing was changed'), onSettled: again('people') })
export const useEndSessionsOf = () => useMutation({ mutationFn: (id: string) => del('/api/people/{id}/sessions', { id }), onSuccess: () => toast.success('All sessions of this person have ended'), onError: failed('The sessions were not ended'), onSettled: again('people') })
export const useAssignRoles = (id: string) => useMutation({
  mutationFn: (body: { roleIds: string[]; teamId: string | null; warehouseId: string | null }) => put('/api/people/{id}/roles', { id }, body),
  onSuccess: () => toast.success('Roles saved', { description: 'They count from the next click on.' }), onSettled: again('people', 'roles', 'session'),
})
/** Everything on screen was the administrator's: the page is loaded anew as the other person. */
export const useImpersonate = () => useMutation({
  mutationFn: ({ id, reason }: { id: string; reason: string }) => post('/api/people/{id}/impersonate', { id }, { reason }),
  onSuccess: () => window.location.assign('/'),
})
export const useStopImpersonating = () => useMutation({ mutationFn: () => del('/api/people/impersonation'), onSettled: () => window.location.assign('/settings/people') })

export const useSaveAddresses = () => useMutation({
  mutationFn: (addresses: string[]) => put('/api/admin-addresses', {}, { addresses }),
  onSuccess: (saved, _v, _r, { client }) => { client.setQueryData(addressesQuery.queryKey, saved); toast.success('Saved') },
})

