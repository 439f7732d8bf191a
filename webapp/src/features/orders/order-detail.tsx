import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, FileText, MessagesSquare, PackageX } from 'lucide-react'
import type { ReactNode } from 'react'
import { describeError } from '@/api/client'
import { StatusChip } from '@/features/status-chip'
import { formatDay, formatDistance, formatInstant } from '@/lib/dates'
import { formatCount } from '@/lib/money'
import { formatPhone } from '@/lib/phone-number'
import { Banner } from '@/ui/banner'
import { Page } from '@/ui/page'
import { Bone, Failed, Loading } from '@/ui/states'
import { orderQuery } from './api'
import { OrderLines } from './order-lines'
import { OrderTimeline } from './order-timeline'

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0"><dt className="text-meta text-muted">{name}</dt><dd className="text-list text-strong">{children}</dd></div>
)
const link = 'inline-flex items-center gap-1.5 text-accent-text hover:underline underline-offset-2'

export function OrderDetail({ id }: { id: string }) {
  const query = useQuery(orderQuery(id))
  if (query.isError && !query.data) return <Failed what="This order could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />
  if (!query.data) {
    return <Loading label="Loading the order"><div className="space-y-4 p-4"><Bone className="h-8 w-48" /><Bone className="h-40" /><Bone className="h-32 w-1/3" /></div></Loading>
  }
  const order = query.data
  const short = order.lines.reduce((sum, line) => sum + line.backordered, 0)

  return (
    <Page
      title={<span className="flex flex-wrap items-center gap-x-3 gap-y-1"><Link to="/orders" aria-label="Back to orders" className="text-muted hover:text-strong"><ArrowLeft size={16} aria-hidden /></Link><span>{order.number}</span><StatusChip of="order" value={order.lifecycle} /><StatusChip of="fulfilment" value={order.fulfilment} /></span>}
    >
      <div className="mx-auto grid max-w-page gap-4 p-4 desk:grid-cols-[minmax(0,1fr)_320px]">
        <div className="min-w-0 space-y-4">
          {short > 0 && <Banner tone="warn" icon={PackageX}><span className="figures">{formatCount(short)}</span> {short === 1 ? 'piece is' : 'pieces are'} backordered: stock did not cover {order.lines.length === 1 ? 'the line' : 'every line'} when this was ordered.</Banner>}
          <OrderLines order={order} />
        </div>
        <div className="min-w-0 space-y-4">
          <section aria-label="Facts" className="rounded-panel border border-hair bg-surface-1 p-4">
            <dl className="grid grid-cols-2 gap-4 desk:grid-cols-1">
              <Fact name="Customer">
                <span dir="auto" className="wrap-anywhere">{order.customer.name}</span>
                {order.customer.phone && order.customer.phone !== order.customer.name && <span className="block text-meta text-muted figures">{formatPhone(order.customer.phone)}</span>}
                {order.customer.email && <span className="block text-meta wrap-anywhere text-muted">{order.customer.email}</span>}
              </Fact>
              {order.shipTo && <Fact name="Ship to"><span dir="auto" className="wrap-anywhere whitespace-pre-line">{order.shipTo}</span></Fact>}
              <Fact name="Needed by">{order.neededBy ? <>{formatDay(order.neededBy)} <span className="text-muted">{formatDistance(order.neededBy)}</span></> : <span className="text-muted">No date given</span>}</Fact>
              <Fact name="Created">{formatInstant(order.createdAt)}</Fact>
              <Fact name="Came from">
                <span className="flex flex-wrap gap-x-4 gap-y-1">
                  <Link to="/quotes/$quoteId" params={{ quoteId: order.quote.id }} className={link}><FileText size={14} aria-hidden />{order.quote.number}</Link>
                  {order.conversationId && <Link to="/inbox/$conversationId" params={{ conversationId: order.conversationId }} className={link}><MessagesSquare size={14} aria-hidden />Conversation</Link>}
                </span>
              </Fact>
            </dl>
          </section>
          <OrderTimeline timeline={order.timeline} />
        </div>
      </div>
    </Page>
  )
}
