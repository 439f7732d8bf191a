import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { describeError, get, post, type Schemas } from '@/api/client'

export type JobItem = Schemas['JobItem']
export type JobState = JobItem['state']
export type FailingEvent = Schemas['FailingEvent']
export type FailedSend = Schemas['FailedSend']

const pages = { initialPageParam: undefined as string | undefined, getNextPageParam: (last: { next: string | null }) => last.next ?? undefined }

/** Counts for the tabs and the badge; a failed message announces its conversation only, so it is also asked for now and then. */
export const operationsQuery = queryOptions({
  queryKey: ['operations', 'list', 'counts'],
  queryFn: ({ signal }) => get('/api/operations', {}, { signal }),
  refetchInterval: 30_000,
})

export const jobsQuery = (state: JobState) => infiniteQueryOptions({
  queryKey: ['operations', 'list', 'jobs', state],
  queryFn: ({ pageParam, signal }) => get('/api/operations/jobs', { state, cursor: pageParam }, { signal }),
  ...pages,
})

export const failingEventsQuery = queryOptions({
  queryKey: ['operations', 'list', 'events'],
  queryFn: ({ signal }) => get('/api/operations/events', {}, { signal }),
})

export const rawEventQuery = (id: number) => queryOptions({
  queryKey: ['operations', `event:${id}`],
  queryFn: ({ signal }) => get('/api/operations/events/{id}', { id }, { signal }),
})

export const eventOfMessageQuery = (externalId: string) => queryOptions({
  queryKey: ['operations', `message:${externalId}`],
  queryFn: ({ signal }) => get('/api/operations/events/by-message/{externalId}', { externalId }, { signal }),
  retry: false,
})

export const failedSendsQuery = infiniteQueryOptions({
  queryKey: ['operations', 'list', 'sends'],
  queryFn: ({ pageParam, signal }) => get('/api/operations/sends', { cursor: pageParam }, { signal }),
  ...pages,
})

export const schedulesQuery = queryOptions({
  queryKey: ['operations', 'list', 'schedules'],
  queryFn: ({ signal }) => get('/api/operations/schedules', {}, { signal }),
})

export type Deed =
  | { what: 'job'; id: number; do: 'retry' }
  | { what: 'job'; id: number; do: 'discard'; reason: string }
  | { what: 'event'; id: number; do: 'replay'; reason: string }
  | { what: 'send'; id: string; do: 'retry' }
  | { what: 'send'; id: string; do: 'discard'; reason: string }

const act = (deed: Deed) =>
  deed.what === 'event' ? post('/api/operations/events/{id}/replay', { id: deed.id }, { reason: deed.reason })
  : deed.what === 'job' ? (deed.do === 'retry' ? post('/api/operations/jobs/{id}/retry', { id: deed.id }) : post('/api/operations/jobs/{id}/discard', { id: deed.id }, { reason: deed.reason }))
  : deed.do === 'retry' ? post('/api/operations/sends/{id}/retry', { id: deed.id }) : post('/api/operations/sends/{id}/discard', { id: deed.id }, { reason: deed.reason })

const done = { retry: 'It is tried again', discard: 'Discarded', replay: 'It is done again' }

export const useDeed = () => useMutation({
  mutationFn: act,
  onSuccess: (_d, deed) => toast.success(done[deed.do]),
  onError: (error) => toast.error('Nothing was changed', { description: describeError(error) }),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['operations'] }),
})
