import { queryOptions, useMutation, type QueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { describeError, get, post, type Schemas } from '@/api/client'

export type QuoteItem = Schemas['QuoteItem']
export type QuoteView = Schemas['QuoteView']

export const quoteQuery = (id: string) => queryOptions({
  queryKey: ['quotes', id],
  queryFn: ({ signal }) => get('/api/quotes/{id}', { id }, { signal }),
})

const again = (client: QueryClient) => Promise.all(['quotes', 'drafts', 'conversations', 'orders'].map((topic) => client.invalidateQueries({ queryKey: [topic] })))

export const useSendQuote = (id: string) => useMutation({
  mutationFn: () => post('/api/quotes/{id}/send', { id }),
  onSuccess: ({ number }) => toast.success(`Quote ${number} is on its way`),
  onError: (error) => toast.error('Not sent', { description: describeError(error) }),
  onSettled: (_d, _e, _v, _r, { client }) => again(client),
})

export const useAcceptQuote = (id: string) => useMutation({
  mutationFn: () => post('/api/quotes/{id}/accept', { id }),
  onSuccess: ({ number }) => toast.success(`Order ${number} is made`),
  onError: (error) => toast.error('Not accepted', { description: describeError(error) }),
  onSettled: (_d, _e, _v, _r, { client }) => again(client),
})
