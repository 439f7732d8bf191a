import { queryOptions, useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { get, post, put, type Schemas } from '@/api/client'

export type Channel = Schemas['ChannelView']

export const channelsQuery = queryOptions({
  queryKey: ['channels', 'list'],
  queryFn: ({ signal }) => get('/api/channels', {}, { signal }),
})

export interface ChannelForm { name: string; address: string; accountSid: string; authToken: string; apiBaseUrl: string }

/** Adds a channel, or changes one; a token left empty stays what it is. */
export const useSaveChannel = (channel: Channel | null) => useMutation({
  mutationFn: async ({ name, address, accountSid, authToken, apiBaseUrl }: ChannelForm) => {
    const settings = { accountSid, ...(authToken && { authToken }), ...(apiBaseUrl && { apiBaseUrl }) }
    if (channel) await put('/api/channels/{id}', { id: channel.id }, { version: channel.version, name, address, settings })
    else await post('/api/channels', {}, { kind: 'sms', provider: 'twilio', name, address, settings })
  },
  onSuccess: (_d, { name }) => toast.success(channel ? `${name} saved` : `${name} added`),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['channels'] }),
})

export const useTestChannel = (id: string) => useMutation({ mutationFn: () => post('/api/channels/{id}/test', { id }) })
