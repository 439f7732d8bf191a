import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowUp, Inbox, PanelLeftOpen, SearchX } from 'lucide-react'
import { useCallback, useRef, type ReactNode, type RefObject } from 'react'
import { describeError } from '@/api/client'
import { useKeys } from '@/lib/keys'
import { useSteadyList } from '@/lib/use-steady-list'
import { IconButton, Button } from '@/ui/button'
import { More } from '@/ui/more'
import { SearchField } from '@/ui/search-field'
import { Segments } from '@/ui/segments'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { conversationsQuery, type ConversationFilter, type ConversationItem } from './api'
import { ConversationRow } from './conversation-row'

interface Props {
  filter: ConversationFilter
  onFilter: (filter: ConversationFilter) => void
  selected: string | undefined
  onSelect: (id: string) => void
  folded: boolean
  onUnfold: () => void
  whenEmpty?: ReactNode
}

const keyOf = (item: ConversationItem) => item.id
const pointerRest = 4_000

/** Whether moving rows would disturb: someone has scrolled down, or has lately pointed at a row. */
function useSteady(scroller: RefObject<HTMLDivElement | null>) {
  const pointedAt = useRef(0)
  const steady = useCallback(() => (scroller.current?.scrollTop ?? 0) > 8 || Date.now() - pointedAt.current < pointerRest, [scroller])
  return { steady, pointed: () => { pointedAt.current = Date.now() }, left: () => { pointedAt.current = 0 } }
}

export function ConversationList({ filter, onFilter, selected, onSelect, folded, onUnfold, whenEmpty }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const list = useInfiniteQuery(conversationsQuery(filter))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const { steady, pointed, left } = useSteady(scroller)
  const { rows, waiting, release } = useSteadyList(items, keyOf, steady, JSON.stringify(filter))

  const go = (step: number) => {
    const at = rows.findIndex((row) => row.id === selected)
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
    if (!next) return
    onSelect(next.id)
    scroller.current?.querySelector(`[data-row="${next.id}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({ j: () => go(1), k: () => go(-1), '/': () => { if (folded) onUnfold(); setTimeout(() => search.current?.focus()) } })

  const showNew = () => { release(); scroller.current?.scrollTo({ top: 0 }) }
  const filtered = Boolean(filter.q || filter.unread || filter.status === 'closed')

  return (
    <div className="flex h-full min-h-0 flex-col bg-surface-1">
      {folded
        ? <div className="grid h-row-table place-items-center border-b border-hair"><IconButton label="Show the whole list" side="right" onClick={onUnfold}><PanelLeftOpen size={16} aria-hidden /></IconButton></div>
        : (
          <div className="flex flex-col gap-2 border-b border-hair p-3">
            <SearchField ref={search} label="Search conversations" value={filter.q ?? ''} onChange={(q) => onFilter({ ...filter, q: q || undefined })} />
            <div className="flex items-center justify-between gap-2">
              <Segments label="Status" value={filter.status ?? 'all'} onChange={(status) => onFilter({ ...filter, status: status === 'all' ? undefined : status })} options={[{ value: 'open', label: 'Open' }, { value: 'closed', label: 'Closed' }, { value: 'all', label: 'All' }]} />
              <Button small tone={filter.unread ? 'plain' : 'ghost'} aria-pressed={filter.unread ?? false} onClick={() => onFilter({ ...filter, unread: filter.unread ? undefined : true })}>Unread</Button>
            </div>
          </div>
        )}
      <div className="relative min-h-0 flex-1">
        {waiting > 0 && (
          <div className="pointer-events-none absolute inset-x-0 top-2 z-10 grid place-items-center">
            <Button small tone="primary" className="pointer-events-auto rounded-chip! shadow-overlay" icon={<ArrowUp size={12} aria-hidden />} onClick={showNew}>{waiting} new</Button>
          </div>
        )}
        <div ref={scroller} role="region" aria-label="Conversations" tabIndex={-1} className="h-full overflow-y-auto" onPointerMove={(event) => { if (event.pointerType === 'mouse') pointed() }} onPointerLeave={left}>
          {list.isPending && <Loading label="Loading conversations"><ListSkeleton folded={folded} /></Loading>}
          {list.isError && !list.data && <Failed what="The conversations could not be read." detail={describeError(list.error)} retry={() => void list.refetch()} />}
          {list.data && rows.length === 0 && (filtered
            ? !folded && <Empty icon={SearchX} action={<Button onClick={() => onFilter({ status: 'open' })}>Show all open</Button>}>No conversation fits this search.</Empty>
            : !folded && <Empty icon={Inbox} action={whenEmpty}>Nobody is waiting for an answer. New messages appear here by themselves.</Empty>)}
          <ul>{rows.map((item) => <li key={item.id}><ConversationRow item={item} selected={item.id === selected} folded={folded} /></li>)}</ul>
          <More has={list.hasNextPage} busy={list.isFetchingNextPage} load={() => void list.fetchNextPage()} />
        </div>
      </div>
    </div>
  )
}

const ListSkeleton = ({ folded }: { folded: boolean }) => Array.from({ length: 8 }, (_, index) => folded
  ? <div key={index} className="grid h-14 place-items-center"><Bone className="size-9 rounded-chip!" /></div>
  : (
    <div key={index} className="flex h-row gap-2.5 border-b border-hair px-3 py-2.5">
      <Bone className="size-9 rounded-chip!" />
      <div className="flex-1 space-y-2"><Bone className="h-3 w-2/5" /><Bone className="h-3 w-11/12" /><Bone className="h-2.5 w-1/4" /></div>
    </div>
  ))
