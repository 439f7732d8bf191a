import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '@/api/session'
import { ProductList } from '@/features/catalog/product-list'
import { StockTable } from '@/features/inventory/stock-table'

export interface InventorySearch { q?: string; sku?: string }

export function InventoryPage({ search }: { search: InventorySearch }) {
  const navigate = useNavigate()
  const currency = useQuery(sessionQuery).data?.workspace.currency ?? 'USD'
  const set = (change: InventorySearch) => void navigate({ to: '/inventory', replace: true, search: { ...search, ...change } })
  return (
    <ProductList
      title="Inventory"
      currency={currency}
      q={search.q}
      onSearch={(q) => set({ q })}
      selected={search.sku}
      onSelect={(sku) => set({ sku })}
      details={(product) => <div className="max-w-prose"><StockTable sku={product.sku} name={product.name} /></div>}
    />
  )
}
