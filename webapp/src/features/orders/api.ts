import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, type Schemas } from '@/api/client'

export type OrderItem = Schemas['OrderItem']
export type OrderView = Schemas['OrderView']

export const ordersQuery = (q: string | undefined) => infiniteQueryOptions({
  queryKey: ['orders', 'list', { q }],
  queryFn: ({ pageParam, signal }) => get('/api/orders', { q, cursor: pageParam }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  placeholderData: keepPreviousData,
})

export const orderQuery = (id: string) => queryOptions({
  queryKey: ['orders', id],
  queryFn: ({ signal }) => get('/api/orders/{id}', { id }, { signal }),
})
