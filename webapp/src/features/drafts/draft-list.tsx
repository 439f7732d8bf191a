import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleDot, FilePen, SearchX } from 'lucide-react'
import { useRef } from 'react'
import { describeError } from '@/api/client'
import { StatusChip } from '@/features/status-chip'
import { formatDay } from '@/lib/dates'
import { useKeys } from '@/lib/keys'
import { formatCount, formatMoney } from '@/lib/money'
import { formatPhone } from '@/lib/phone-number'
import { Avatar } from '@/ui/avatar'
import { Chip } from '@/ui/chip'
import { More } from '@/ui/more'
import { Page } from '@/ui/page'
import { Segments } from '@/ui/segments'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { draftsQuery, type DraftStatus, type DraftView } from './api'
import { missingCount } from './evidence'

const filters = [{ value: 'open', label: 'Open' }, { value: 'stale', label: 'Reading' }, { value: 'confirmed', label: 'Confirmed' }, { value: 'dismissed', label: 'Dismissed' }, { value: 'all', label: 'All' }] as const
export type DraftFilter = (typeof filters)[number]['value']

const wanted = (draft: DraftView) => draft.lines.map((line) => `${line.quantity === null ? '?' : formatCount(line.quantity)} × ${line.product?.name ?? (line.description || '?')}`).join(', ') || 'No lines'

function doubts(draft: DraftView) {
  const missing = missingCount(draft)
  if (draft.status !== 'open') return null
  if (missing > 0) return <Chip tone="warn" icon={CircleDot}>{missing} missing</Chip>
  const check = draft.lines.reduce((sum, line) => sum + line.doubts.length, 0) + draft.questions.length
  return check > 0 ? <Chip tone="warn" icon={CircleDot}>{check} to check</Chip> : null
}

export function DraftList({ status, onStatus }: { status: DraftFilter; onStatus: (status: DraftFilter) => void }) {
  const query = useInfiniteQuery(draftsQuery(status === 'all' ? undefined : (status as DraftStatus)))
  const drafts = query.data?.pages.flatMap((page) => page.items) ?? []
  const list = useRef<HTMLUListElement>(null)
  const go = (step: number) => {
    const rows = [...(list.current?.querySelectorAll('a') ?? [])]
    rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(document.activeElement as HTMLAnchorElement) + step))]?.focus()
  }
  useKeys({ j: () => go(1), k: () => go(-1) })

  return (
    <Page title="Drafts" aside={<div className="max-w-full overflow-x-auto"><Segments label="Status" value={status} onChange={onStatus} options={[...filters]} /></div>}>
      {query.isPending && <Loading label="Loading drafts"><div className="space-y-3 p-4">{Array.from({ length: 8 }, (_, index) => <Bone key={index} className="h-12" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The drafts could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && drafts.length === 0 && (status === 'open'
        ? <Empty icon={FilePen} action={<Link to="/inbox" className="text-accent-text underline underline-offset-2">Go to the inbox</Link>}>No draft is waiting. When a customer asks for something, it is read and drafted here.</Empty>
        : <Empty icon={SearchX}>There are none of these.</Empty>)}
      <ul ref={list} className="bg-surface-1">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link to="/inbox/$conversationId" params={{ conversationId: draft.conversationId }} search={{ draft: draft.id, status: 'all', panel: true }} className="flex min-h-row items-center gap-3 border-b border-hair px-4 py-2 text-list outline-offset-[-2px] hover:bg-surface-2">
              <Avatar name={draft.contact.name || draft.contact.address} />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate font-strong text-strong">{draft.contact.name && draft.contact.name !== draft.contact.address ? draft.contact.name : formatPhone(draft.contact.address)}</span>
                <span dir="auto" className="block truncate text-muted">{wanted(draft)}</span>
                <span className="mt-0.5 flex flex-wrap items-center gap-1.5"><StatusChip of="draft" value={draft.status} />{doubts(draft)}{draft.neededBy && <span className="text-meta text-muted">by {formatDay(draft.neededBy)}</span>}</span>
              </span>
              <span className="shrink-0 text-right">
                <span className="block font-strong text-strong figures">{draft.total === null ? '–' : formatMoney(draft.total, draft.currency)}</span>
                <Time at={draft.updatedAt} className="block text-meta text-muted" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
    </Page>
  )
}
