// Below features because the catalogue's list and the draft's product picker both search it.
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { get, type Schemas } from './client'

export type ProductItem = Schemas['ProductItem']

export const productsQuery = (q: string | undefined) => infiniteQueryOptions({
  queryKey: ['products', 'list', { q }],
  queryFn: ({ pageParam, signal }) => get('/api/products', { q, cursor: pageParam }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  placeholderData: keepPreviousData,
})
