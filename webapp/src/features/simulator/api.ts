import { queryOptions, useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { describeError, get, post, type Schemas } from '@/api/client'

export type PhoneView = Schemas['PhoneView']

export const phonesQuery = queryOptions({
  queryKey: ['simulator', 'list'],
  queryFn: ({ signal }) => get('/api/simulator/phones', {}, { signal }),
})

// The number stands second to the word: a live event of this topic carries an id that is not the number.
export const phoneQuery = (number: string) => queryOptions({
  queryKey: ['simulator', 'list', number],
  queryFn: ({ signal }) => get('/api/simulator/phones/{number}', { number }, { signal }),
})

export const mailsQuery = queryOptions({ queryKey: ['simulator', 'list', 'mails'], queryFn: ({ signal }) => get('/api/simulator/mails', {}, { signal }) })

/** The customer has the screen before their eyes: nothing on it is new any more. */
export const useRead = (number: string) => useMutation({
  mutationFn: () => post('/api/simulator/phones/{number}/read', { number }),
  onSuccess: (_d, _v, _r, { client }) => client.invalidateQueries({ queryKey: phonesQuery.queryKey, exact: true }),
})

export const useText = (number: string, refused: (text: string) => void) => useMutation({
  mutationFn: (text: string) => post('/api/simulator/phones/{number}/messages', { number }, { text }),
  onError: (error, text) => {
    refused(text)
    toast.error('The text did not arrive', { description: describeError(error) })
  },
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['simulator'] }),
})
