import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, type QueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { ApiError, describeError, get, post, put, type Schemas } from '@/api/client'

export type DraftView = Schemas['DraftView']
export type DraftLine = Schemas['DraftLineView']
export type DraftStatus = Schemas['DraftStatus']
export type Evidence = Schemas['EvidenceView']
export type Budget = Schemas['DraftBudget']

export const draftsQuery = (status: DraftStatus | undefined) => infiniteQueryOptions({
  queryKey: ['drafts', 'list', { status }],
  queryFn: ({ pageParam, signal }) => get('/api/drafts', { status, cursor: pageParam }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  placeholderData: keepPreviousData,
})

export const draftQuery = (id: string) => queryOptions({
  queryKey: ['drafts', id],
  queryFn: ({ signal }) => get('/api/drafts/{id}', { id }, { signal }),
})

type DraftFact = 'neededBy' | 'budget' | 'shipTo'

/** One correction: what it makes of a draft, and which part of it must be sent. */
export interface Change { apply: (draft: DraftView) => DraftView; lines?: boolean; set?: DraftFact[] }

/** Corrections on their way, in order: an answer to the first must not take the second off the screen. */
const underway = new Map<string, Change[]>()

const cached = (client: QueryClient, id: string) => client.getQueryData<DraftView>(['drafts', id])

const asRequest = (line: DraftLine): Schemas['EditLineRequest'] => ({
  id: line.id || null, productId: line.product?.id ?? null, description: line.description || null, quantity: line.quantity, attributes: line.attributes,
})

const reload = (client: QueryClient, id: string) => Promise.all([
  client.invalidateQueries({ queryKey: ['drafts', id] }),
  client.invalidateQueries({ queryKey: ['drafts', 'list'] }),
  client.invalidateQueries({ queryKey: ['conversations'] }),
])

function tellStale(error: ApiError, what: string) {
  toast.error(what, { description: `${error.detail} The newest state is shown now; look at it and try again.`, duration: 8_000 })
}

const fieldOf: Record<DraftFact, string> = { neededBy: 'needed_by', budget: 'budget', shipTo: 'ship_to' }

function send(id: string, change: Change, draft: DraftView) {
  return put('/api/drafts/{id}', { id }, {
    version: draft.version,
    ...(change.lines && { lines: draft.lines.map(asRequest) }),
    ...(change.set && { set: change.set.map((fact) => fieldOf[fact]), ...Object.fromEntries(change.set.map((fact) => [fact, draft[fact]])) }),
  })
}

const rereadSteps = 30
const rereadPause = 500

/** The newest state, once reading has come to rest, with the corrections that are on their way put into it again. */
async function reread(client: QueryClient, id: string): Promise<DraftView> {
  for (let step = 0; ; step++) {
    const newest = await client.fetchQuery({ ...draftQuery(id), staleTime: 0 })
    if (newest.status !== 'stale' || step === rereadSteps) {
      const corrected = (underway.get(id) ?? []).reduce((draft, change) => change.apply(draft), newest)
      client.setQueryData<DraftView>(['drafts', id], corrected)
      return corrected
    }
    await new Promise((resume) => setTimeout(resume, rereadPause))
  }
}

/**
 * Corrections are sent one after another, each with the version that the one before it answered. One that meets a newer
 * state (a message came in while someone typed) is put into that state and sent again: it names a single field, so it
 * overwrites nothing else, and confirming still needs the version that was seen.
 */
export const useEditDraft = (id: string) => useMutation({
  mutationKey: ['draft', id],
  scope: { id: `draft ${id}` },
  mutationFn: async (change: Change, { client }) => {
    const draft = cached(client, id)!
    if (draft.status === 'stale') return send(id, change, await reread(client, id))
    try {
      return await send(id, change, draft)
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'draft.stale')) throw error
      return send(id, change, await reread(client, id))
    }
  },
  onMutate: async (change, { client }) => {
    underway.set(id, [...(underway.get(id) ?? []), change])
    await client.cancelQueries({ queryKey: ['drafts', id] })
    client.setQueryData<DraftView>(['drafts', id], (draft) => draft && change.apply(draft))
  },
  onSuccess: (answer, change, _m, { client }) => {
    const later = (underway.get(id) ?? []).filter((other) => other !== change)
    underway.set(id, later)
    client.setQueryData<DraftView>(['drafts', id], later.reduce((draft, next) => next.apply(draft), answer))
  },
  onError: (error, change, _m, { client }) => {
    underway.set(id, (underway.get(id) ?? []).filter((other) => other !== change))
    if (error instanceof ApiError && error.status === 409) tellStale(error, 'Your change was not saved')
    else toast.error('Your change was not saved', { description: describeError(error) })
    void reload(client, id)
  },
})

/** Confirms what was on the screen: the version seen when the key was pressed, or the one that our own last correction made. */
export const useConfirmDraft = (id: string, incomplete: () => void) => useMutation({
  mutationKey: ['draft', id],
  scope: { id: `draft ${id}` },
  mutationFn: ({ seen, corrected }: { seen: number; corrected: boolean }, { client }) =>
    post('/api/drafts/{id}/confirm', { id }, { version: corrected ? cached(client, id)?.version ?? seen : seen, send: true }),
  onSuccess: ({ number }) => toast.success(`Quote ${number} is on its way`),
  onError: (error) => {
    if (!(error instanceof ApiError)) toast.error('Not confirmed', { description: describeError(error) })
    else if (error.code === 'draft.stale') tellStale(error, 'Not confirmed')
    else {
      toast.error('Not confirmed', { description: error.detail })
      if (error.code === 'draft.incomplete') incomplete()
    }
  },
  onSettled: (_d, _e, _v, _r, { client }) => reload(client, id),
})

export const useDismissDraft = (id: string) => useMutation({
  mutationKey: ['draft', id],
  scope: { id: `draft ${id}` },
  mutationFn: ({ version, reason }: { version: number; reason: string }) => post('/api/drafts/{id}/dismiss', { id }, { version, reason }),
  onSuccess: (draft, _v, _m, { client }) => {
    client.setQueryData<DraftView>(['drafts', id], draft)
    toast('Draft dismissed')
  },
  onError: (error) => {
    if (error instanceof ApiError && error.code === 'draft.stale') tellStale(error, 'Not dismissed')
    else toast.error('Not dismissed', { description: describeError(error) })
  },
  onSettled: (_d, _e, _v, _r, { client }) => reload(client, id),
})
