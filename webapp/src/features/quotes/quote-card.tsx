import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import { sessionQuery } from '@/api/session'
import { StatusChip } from '@/features/status-chip'
import { formatDayIn } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import type { QuoteItem } from './api'
import { QuoteActions } from './quote-actions'

export function QuoteCard({ quote }: { quote: QuoteItem }) {
  const zone = useQuery(sessionQuery).data?.workspace.timeZone
  return (
    <article aria-label={`Quote ${quote.number}`} className="rounded-panel border border-hair bg-surface-0 p-3">
      <div className="flex items-center gap-2">
        <FileText size={16} aria-hidden className="text-muted" />
        <Link to="/quotes/$quoteId" params={{ quoteId: quote.id }} className="text-body font-strong text-strong hover:text-accent-text hover:underline underline-offset-2">{quote.number}</Link>
        <StatusChip of="quote" value={quote.status} />
        <span className="ml-auto text-body font-strong text-strong figures">{formatMoney(quote.total, quote.currency)}</span>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <span className="mr-auto text-meta text-muted">{quote.validUntil ? `Valid until ${formatDayIn(quote.validUntil, zone)}` : 'Not sent yet'}</span>
        <QuoteActions quote={quote} />
      </div>
    </article>
  )
}
