import { queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'

export const stockQuery = (sku: string) => queryOptions({
  queryKey: ['inventory', 'list', sku],
  queryFn: ({ signal }) => get('/api/inventory', { sku }, { signal }),
})
