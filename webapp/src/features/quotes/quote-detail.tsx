import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { describeError } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { StatusChip } from '@/features/status-chip'
import { formatDay, formatDayIn, formatInstant } from '@/lib/dates'
import { formatCount, formatMoney, formatUnitPrice } from '@/lib/money'
import { Page } from '@/ui/page'
import { Bone, Failed, Loading } from '@/ui/states'
import { Table, Td, Th } from '@/ui/table'
import { quoteQuery } from './api'
import { QuoteActions } from './quote-actions'

export function QuoteDetail({ id }: { id: string }) {
  const query = useQuery(quoteQuery(id))
  const zone = useQuery(sessionQuery).data?.workspace.timeZone
  if (query.isError && !query.data) return <Failed what="This quote could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />
  if (!query.data) return <Loading label="Loading the quote"><div className="space-y-4 p-4"><Bone className="h-8 w-48" /><Bone className="h-40" /></div></Loading>
  const quote = query.data
  return (
    <Page title={<span className="flex flex-wrap items-center gap-3"><span>{quote.number}</span><StatusChip of="quote" value={quote.status} /></span>} aside={<QuoteActions quote={quote} />}>
      <div className="mx-auto max-w-page space-y-4 p-4">
        <dl className="flex flex-wrap gap-x-10 gap-y-3 rounded-panel border border-hair bg-surface-1 p-4 text-list">
          <div><dt className="text-meta text-muted">Customer</dt><dd dir="auto" className="text-strong">{quote.customer.name}</dd></div>
          <div><dt className="text-meta text-muted">Sent</dt><dd className="text-strong">{quote.issuedAt ? formatInstant(quote.issuedAt) : 'Not yet'}</dd></div>
          <div><dt className="text-meta text-muted">Valid until</dt><dd className="text-strong">{quote.validUntil ? formatDayIn(quote.validUntil, zone) : '–'}</dd></div>
          <div><dt className="text-meta text-muted">Needed by</dt><dd className="text-strong">{quote.neededBy ? formatDay(quote.neededBy) : 'No date given'}</dd></div>
          {quote.conversationId && <div><dt className="text-meta text-muted">Came from</dt><dd><Link to="/inbox/$conversationId" params={{ conversationId: quote.conversationId }} className="inline-flex items-center gap-1.5 text-accent-text underline-offset-2 hover:underline"><MessagesSquare size={14} aria-hidden />Conversation</Link></dd></div>}
        </dl>
        <section aria-label="Lines" className="overflow-hidden rounded-panel border border-hair bg-surface-1">
          <Table label="Quote lines">
            <thead><tr><Th>Item</Th><Th numeric>Quantity</Th><Th numeric>Unit price</Th><Th numeric>Total</Th></tr></thead>
            <tbody>
              {quote.lines.map((line) => (
                <tr key={line.position}>
                  <Td className="min-w-48 py-2"><p className="font-strong text-strong">{line.name}</p><p className="text-meta text-muted">{line.sku}{line.description && ` · ${line.description}`}</p></Td>
                  <Td numeric>{formatCount(line.quantity)}</Td><Td numeric>{formatUnitPrice(line.unitPriceMicros, quote.currency)}</Td><Td numeric className="text-strong">{formatMoney(line.total, quote.currency)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <div className="flex items-baseline justify-end gap-6 px-4 py-3"><span className="text-list text-muted">Total</span><span className="text-title font-strong text-strong figures">{formatMoney(quote.total, quote.currency)}</span></div>
        </section>
      </div>
    </Page>
  )
}
