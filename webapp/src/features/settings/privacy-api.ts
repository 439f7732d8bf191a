import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { get, post, put, type Schemas } from '@/api/client'

export type RetentionRule = Schemas['RetentionRuleView']
export type FoundContact = Schemas['FoundContact']

export const privacyQuery = queryOptions({ queryKey: ['privacy'], queryFn: ({ signal }) => get('/api/privacy', {}, { signal }) })

export const contactsQuery = (q: string) => queryOptions({
  queryKey: ['contacts', 'find', q],
  queryFn: ({ signal }) => get('/api/contacts', { q }, { signal }),
  enabled: q.trim().length >= 2,
  placeholderData: keepPreviousData,
})

export const holdingsQuery = (id: string) => queryOptions({
  queryKey: ['contacts', id, 'holdings'],
  queryFn: ({ signal }) => get('/api/contacts/{id}', { id }, { signal }),
  staleTime: 0,
})

export const useSetRetention = () => useMutation({
  mutationFn: (rules: { kind: string; days: number | null }[]) => put('/api/privacy/retention', {}, { rules }),
  onSuccess: (privacy, _rules, _result, { client }) => client.setQueryData(privacyQuery.queryKey, privacy),
})

export const useEraseContact = (id: string) => useMutation({
  mutationFn: (reason: string) => post('/api/contacts/{id}/erase', { id }, { reason }),
  onSuccess: (_erasure, _reason, _result, { client }) => Promise.all([
    client.invalidateQueries({ queryKey: ['contacts'] }),
    client.invalidateQueries({ queryKey: ['privacy'] }),
    client.invalidateQueries({ queryKey: ['conversations'] }),
  ]),
})

/** What each kind is called, and what losing it means. */
export const kindWords: Record<string, { name: string; about: string }> = {
  raw_events: { name: 'Calls from providers', about: 'The raw text of each message as it came in, counted from when it was understood.' },
  live_events: { name: 'Changes for open screens', about: 'From these a screen that was away catches up.' },
  idempotency_keys: { name: 'Answers to repeated requests', about: 'So that a request sent twice is done once.' },
  login_history: { name: 'Sign-in history', about: 'Who signed in, from where, and who failed to.' },
  closed_conversations: { name: 'Words of closed conversations', about: 'Texts and files of conversations that are closed. Quotes and orders stay.' },
}

export const kindName = (kind: string) => kindWords[kind]?.name ?? kind
