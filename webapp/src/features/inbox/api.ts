import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { describeError, get, post, type Schemas } from '@/api/client'
import { randomId } from '@/lib/random-id'

export type ConversationItem = Schemas['ConversationItem']
export type ConversationView = Schemas['ConversationView']
export type MessageView = Schemas['MessageView']
export type MessageTemplate = Schemas['MessageTemplate']
export type MailView = NonNullable<MessageView['mail']>

export interface ConversationFilter { status?: 'open' | 'closed'; unread?: boolean; q?: string }

const listKey = ['conversations', 'list'] as const

export const conversationsQuery = (filter: ConversationFilter) => infiniteQueryOptions({
  queryKey: [...listKey, filter],
  queryFn: ({ pageParam, signal }) => get('/api/conversations', { ...filter, cursor: pageParam }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  placeholderData: keepPreviousData,
})

/** Pages go back in time: the first one is the newest. */
export const conversationQuery = (id: string) => infiniteQueryOptions({
  queryKey: ['conversations', id],
  queryFn: ({ pageParam, signal }) => get('/api/conversations/{id}', { id, before: pageParam }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.earlier ?? undefined,
  select: (data: InfiniteData<ConversationView>) => {
    const newest = data.pages[0]!
    return { ...newest, messages: data.pages.toReversed().flatMap((page) => page.messages) }
  },
})

const pagesOf = (client: QueryClient, id: string) => client.getQueryData<InfiniteData<ConversationView>>(['conversations', id])

function changeNewest(client: QueryClient, id: string, change: (page: ConversationView) => ConversationView) {
  client.setQueryData<InfiniteData<ConversationView>>(['conversations', id], (data) =>
    data && { ...data, pages: data.pages.map((page, index) => index === 0 ? change(page) : page) })
}

const again = (client: QueryClient, id: string) => Promise.all([
  client.invalidateQueries({ queryKey: ['conversations', id] }),
  client.invalidateQueries({ queryKey: listKey }),
])

/** The reply stands in the thread at once; when the server refuses it, it leaves again and the text comes back. */
export const useReply = (id: string, refused: (reply: NewReply) => void) => useMutation({
  mutationFn: ({ key, files, ...reply }: NewReply) => post('/api/conversations/{id}/messages', { id }, { ...reply, files: files.map((file) => file.id) }, { idempotencyKey: key }),
  onMutate: async ({ text, files, key }, { client }) => {
    await client.cancelQueries({ queryKey: ['conversations', id] })
    const channel = pagesOf(client, id)?.pages[0]?.channel.kind ?? 'sms'
    const queued: MessageView = {
      id: key, direction: 'outbound', channel, text, sentAt: new Date().toISOString(), status: 'queued', error: null, attachments: files.map(onItsWay), verified: true, erased: false, author: null, can: [], deleted: false, editedAt: null, firstText: null, reactions: [], mail: null,
    }
    changeNewest(client, id, (page) => ({ ...page, messages: [...page.messages, queued] }))
  },
  onSuccess: (sent, { key }, _m, { client }) =>
    changeNewest(client, id, (page) => ({ ...page, messages: page.messages.filter((message) => message.id !== sent.id).map((message) => message.id === key ? sent : message) })),
  onError: (error, reply, _m, { client }) => {
    changeNewest(client, id, (page) => ({ ...page, messages: page.messages.filter((message) => message.id !== reply.key) }))
    refused(reply)
    toast.error('Not sent', { description: describeError(error) })
  },
  onSettled: (_d, _e, _v, _r, { client }) => again(client, id),
})

type Upload = Schemas['UploadView']
interface NewReply { text: string; files: Upload[]; subject?: string; cc?: string[]; byAgent: boolean; key: string }

export const newReply = (text: string, files: Upload[], byAgent: boolean, mail?: { subject: string; cc: string[] }): NewReply => ({ text, files, byAgent, ...mail, key: randomId() })

const onItsWay = ({ id, contentType, name, size, width, height }: Upload): MessageView['attachments'][number] =>
  ({ id, contentType, name, size, width, height, state: 'waiting', url: null, problem: null, isInline: false, contentId: null })

/** All of a mail's text, quotes and signature too. */
export const originalQuery = (messageId: string) => queryOptions({
  queryKey: ['messages', messageId, 'original'],
  queryFn: ({ signal }) => get('/api/messages/{id}/original', { id: messageId }, { signal }),
})

/** The approved texts of the conversation's channel; the server asks the provider for them now and then. */
export const templatesQuery = (id: string) => queryOptions({
  queryKey: ['templates', id],
  queryFn: ({ signal }) => get('/api/conversations/{id}/templates', { id }, { signal }),
  staleTime: 5 * 60_000,
  retry: false,
})

export const useSendTemplate = (id: string) => useMutation({
  mutationFn: (chosen: { templateId: string; values: Record<string, string> }) => post('/api/conversations/{id}/templates', { id }, chosen, { idempotencyKey: randomId() }),
  onError: (error) => toast.error('Not sent', { description: describeError(error) }),
  onSettled: (_d, _e, _v, _r, { client }) => again(client, id),
})

/** Answers the conversation with the same customer on another channel; it is begun where there is none. */
export const useGoOnElsewhere = (id: string) => useMutation({
  mutationFn: (channelId: string) => post('/api/conversations/{id}/elsewhere', { id }, { channelId }),
  onError: (error) => toast.error('Not possible', { description: describeError(error) }),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: listKey }),
})

export const useMarkRead = (id: string) => useMutation({
  mutationFn: () => post('/api/conversations/{id}/read', { id }),
  onMutate: (_v, { client }) => changeNewest(client, id, (page) => ({ ...page, unread: 0 })),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: listKey }),
})

export const useSetOpen = (id: string) => useMutation({
  mutationFn: ({ open, version }: { open: boolean; version: number }) =>
    open ? post('/api/conversations/{id}/reopen', { id }, { version }) : post('/api/conversations/{id}/close', { id }, { version }),
  onError: (error) => toast.error('Not changed', { description: describeError(error) }),
  onSettled: (_d, _e, _v, _r, { client }) => again(client, id),
})

export const useRetryMessage = (conversationId: string) => useMutation({
  mutationFn: (messageId: string) => post('/api/messages/{id}/retry', { id: messageId }),
  onError: (error) => toast.error('Not sent again', { description: describeError(error) }),
  onSettled: (_d, _e, _v, _r, { client }) => again(client, conversationId),
})
