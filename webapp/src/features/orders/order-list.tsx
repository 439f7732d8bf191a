import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, Link } from '@tanstack/react-router'
import { SearchX, ShoppingCart } from 'lucide-react'
import { useRef, useState } from 'react'
import { describeError } from '@/api/client'
import { StatusChip } from '@/features/status-chip'
import { cx } from '@/lib/class-names'
import { formatDay } from '@/lib/dates'
import { useKeys } from '@/lib/keys'
import { formatMoney } from '@/lib/money'
import { More } from '@/ui/more'
import { Page } from '@/ui/page'
import { SearchField } from '@/ui/search-field'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { Table, Td, Th } from '@/ui/table'
import { Time } from '@/ui/time'
import { ordersQuery } from './api'

export function OrderList({ q, onSearch }: { q: string | undefined; onSearch: (q: string | undefined) => void }) {
  const query = useInfiniteQuery(ordersQuery(q))
  const orders = query.data?.pages.flatMap((page) => page.items) ?? []
  const search = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const [at, setAt] = useState(-1)
  const navigate = useNavigate()
  const go = (step: number) => {
    const next = Math.min(orders.length - 1, Math.max(0, at + step))
    setAt(next)
    body.current?.querySelectorAll<HTMLAnchorElement>('a')[next]?.focus()
  }
  useKeys({ j: () => go(1), k: () => go(-1), '/': () => search.current?.focus() })

  return (
    <Page title="Orders" aside={<SearchField ref={search} label="Search orders" value={q ?? ''} onChange={(text) => onSearch(text || undefined)} className="w-72 max-phone:w-56" />}>
      {query.isPending && <Loading label="Loading orders"><div className="space-y-3 p-4">{Array.from({ length: 10 }, (_, index) => <Bone key={index} className="h-6" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The orders could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && orders.length === 0 && (q
        ? <Empty icon={SearchX}>No order fits “{q}”.</Empty>
        : <Empty icon={ShoppingCart} action={<Link to="/drafts" className="text-accent-text underline underline-offset-2">See the drafts</Link>}>No orders yet. An accepted quote becomes one.</Empty>)}
      {orders.length > 0 && (
        <div className="bg-surface-1">
          <Table label="Orders">
            <thead><tr><Th>Order</Th><Th>Customer</Th><Th className="max-phone:hidden">Status</Th><Th className="max-panes:hidden">Needed by</Th><Th numeric>Total</Th><Th numeric className="max-phone:hidden">Created</Th></tr></thead>
            <tbody ref={body}>
              {orders.map((order, index) => (
                <tr key={order.id} className={cx('cursor-pointer hover:bg-surface-2', index === at && 'bg-surface-2')} onClick={(event) => { if (!(event.target as Element).closest('a')) void navigate({ to: '/orders/$orderId', params: { orderId: order.id } }) }}>
                  <Td><Link to="/orders/$orderId" params={{ orderId: order.id }} onFocus={() => setAt(index)} className="font-strong whitespace-nowrap normal-nums text-strong hover:text-accent-text">{order.number}</Link></Td>
                  <Td className="max-w-56"><span dir="auto" className="block truncate max-phone:pt-2">{order.customer.name}</span><span className="flex flex-wrap gap-1 pt-1 pb-2 phone:hidden"><StatusChip of="order" value={order.lifecycle} /><StatusChip of="fulfilment" value={order.fulfilment} /></span></Td>
                  <Td className="max-phone:hidden"><span className="flex flex-wrap gap-1 py-1"><StatusChip of="order" value={order.lifecycle} /><StatusChip of="fulfilment" value={order.fulfilment} /></span></Td>
                  <Td className="max-panes:hidden figures">{order.neededBy ? formatDay(order.neededBy) : <span className="text-muted">–</span>}</Td>
                  <Td numeric className="text-strong">{formatMoney(order.total, order.currency)}</Td>
                  <Td numeric className="text-muted max-phone:hidden"><Time at={order.createdAt} /></Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
        </div>
      )}
    </Page>
  )
}
