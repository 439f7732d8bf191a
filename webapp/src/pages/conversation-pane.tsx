import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FilePen, ShoppingCart, Smartphone } from 'lucide-react'
import { useMemo } from 'react'
import { describeError } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { draftQuery, type DraftView } from '@/features/drafts/api'
import { DraftPanel } from '@/features/drafts/draft-panel'
import { spansOf } from '@/features/drafts/evidence'
import { EvidenceLight } from '@/features/drafts/evidence-light'
import { EvidenceText } from '@/features/drafts/evidence-text'
import { conversationQuery, type ConversationView } from '@/features/inbox/api'
import { AttentionBanner } from '@/features/inbox/attention-banner'
import { Composer } from '@/features/inbox/composer'
import { ConversationHeader } from '@/features/inbox/conversation-header'
import { Thread } from '@/features/inbox/thread'
import { QuoteActions } from '@/features/quotes/quote-actions'
import { QuoteCard } from '@/features/quotes/quote-card'
import { StatusChip } from '@/features/status-chip'
import { formatRecent } from '@/lib/dates'
import { useStored } from '@/lib/stored'
import { useIsNarrow } from '@/lib/use-media'
import { Sheet, SheetClose } from '@/ui/dialog'
import { Menu, MenuChoice } from '@/ui/menu'
import { Button } from '@/ui/button'
import { Splitter } from '@/ui/splitter'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import type { InboxSearch } from './inbox-page'

interface Props { id: string; search: InboxSearch; onBack?: () => void }

export function ConversationPane({ id, search, onBack }: Props) {
  const query = useInfiniteQuery(conversationQuery(id))
  if (query.isError && !query.data) return <Failed what="This conversation could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />
  if (!query.data) return <Loading label="Loading the conversation"><PaneSkeleton /></Loading>
  return (
    <EvidenceLight>
      <Joined conversation={query.data} search={search} onBack={onBack} hasEarlier={query.hasNextPage} loadingEarlier={query.isFetchingNextPage} loadEarlier={() => void query.fetchNextPage()} />
    </EvidenceLight>
  )
}

/** The draft to show: the one in the address, else the one being worked on, else the newest. */
function chooseDraft(drafts: DraftView[], asked: string | undefined): DraftView | undefined {
  return drafts.find((draft) => draft.id === asked)
    ?? drafts.find((draft) => draft.status === 'open' || draft.status === 'stale')
    ?? drafts.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))[0]
}

interface JoinedProps extends Omit<Props, 'id'> { conversation: ConversationView; hasEarlier: boolean; loadingEarlier: boolean; loadEarlier: () => void }

function Joined({ conversation, search, onBack, ...earlier }: JoinedProps) {
  const navigate = useNavigate()
  const narrow = useIsNarrow()
  const [panelWidth, setPanelWidth] = useStored('inbox.panel', 440)
  const chosen = chooseDraft(conversation.drafts, search.draft)
  const fresh = useQuery({ ...draftQuery(chosen?.id ?? ''), enabled: chosen !== undefined, placeholderData: chosen })
  const draft = chosen && (fresh.data ?? chosen)
  const spans = useMemo(() => new Map(draft ? conversation.messages.map((message) => [message.id, spansOf(draft, message.id)]) : []), [draft, conversation.messages])

  const set = (change: Partial<InboxSearch>) => void navigate({ to: '/inbox/$conversationId', params: { conversationId: conversation.id }, replace: true, search: { ...search, ...change } })
  const sheetOpen = narrow && search.panel === true && draft !== undefined
  const undecided = conversation.quotes.filter((quote) => quote.can.includes('accept'))
  const quote = draft?.quote && (conversation.quotes.find((found) => found.id === draft.quote?.id) ?? draft.quote)

  const panel = draft && (
    <DraftPanel
      key={draft.id}
      draft={draft}
      quote={quote && <QuoteCard quote={quote} />}
      aside={<>{conversation.drafts.length > 1 && <DraftChoice drafts={conversation.drafts} chosen={draft.id} onChoose={(id) => set({ draft: id })} />}{narrow && <SheetClose label="Close the draft" />}</>}
    />
  )

  return (
    <div className="flex h-full min-w-0">
      <section aria-label="Conversation" className="flex min-w-0 flex-1 flex-col">
        <ConversationHeader conversation={conversation} onBack={onBack} onShowPanel={narrow && draft ? () => set({ panel: true }) : undefined} panelLabel={draft?.status === 'confirmed' ? 'Quote' : 'Draft'} extra={<LatestOrder orders={conversation.orders} />} />
        {conversation.attention && <AttentionBanner text={conversation.attention.text} actions={undecided.length > 0 && undecided.map((found) => <QuoteActions key={found.id} quote={{ ...found, can: ['accept'] }} named />)} />}
        <Thread conversation={conversation} {...earlier} renderText={(message) => <EvidenceText text={message.text} spans={spans.get(message.id) ?? []} />} />
        <Composer key={conversation.id} conversation={conversation} />
      </section>
      {!narrow && <Splitter label="Width of the draft" value={panelWidth} min={360} max={640} onChange={setPanelWidth} from="right" />}
      {!narrow && <div className="min-w-0 shrink-0 bg-surface-1" style={{ width: `min(${panelWidth}px, 48vw)` }}>{panel ?? <NoDraft quotes={conversation.quotes} />}</div>}
      {narrow && panel && <Sheet open={sheetOpen} onOpenChange={(open) => { if (!open) set({ panel: undefined }) }} title="Draft">{panel}</Sheet>}
    </div>
  )
}

function LatestOrder({ orders }: { orders: ConversationView['orders'] }) {
  const order = orders.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  return order && (
    <Link to="/orders/$orderId" params={{ orderId: order.id }} className="inline-flex h-control-small shrink-0 items-center gap-1.5 rounded-input px-2 text-meta font-strong text-accent-text hover:bg-accent-tint max-phone:hidden"><ShoppingCart size={14} aria-hidden />{order.number}</Link>
  )
}

function DraftChoice({ drafts, chosen, onChoose }: { drafts: DraftView[]; chosen: string; onChoose: (id: string) => void }) {
  const newestFirst = drafts.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  return (
    <Menu label="Drafts of this conversation" trigger={<Button small tone="ghost">{drafts.length} drafts</Button>}>
      <MenuChoice value={chosen} onChange={onChoose} options={newestFirst.map((draft) => ({ value: draft.id, label: `${formatRecent(draft.updatedAt)} · ${draft.lines.length} ${draft.lines.length === 1 ? 'line' : 'lines'}`, icon: <StatusChip of="draft" value={draft.status} /> }))} />
    </Menu>
  )
}

function NoDraft({ quotes }: { quotes: ConversationView['quotes'] }) {
  const demo = useQuery(sessionQuery).data?.workspace.demo
  if (quotes.length > 0) {
    return <section aria-label="Quotes" className="space-y-3 p-4"><h2 className="text-body font-strong text-strong">Quotes</h2>{quotes.map((quote) => <QuoteCard key={quote.id} quote={quote} />)}</section>
  }
  return (
    <Empty icon={FilePen} action={demo && <Link to="/simulator" className="inline-flex items-center gap-1.5 text-accent-text underline-offset-2 hover:underline"><Smartphone size={14} aria-hidden />Send a text from the phone simulator</Link>}>
      Nothing to draft here yet. When the customer asks for products, what was read stands here beside their words.
    </Empty>
  )
}

const PaneSkeleton = () => (
  <div className="flex h-full">
    <div className="flex-1">
      <div className="flex items-center gap-3 border-b border-hair px-3 py-2"><Bone className="size-7 rounded-chip!" /><Bone className="h-4 w-40" /></div>
      <div className="space-y-4 p-4"><Bone className="h-16 w-3/5 rounded-bubble!" /><Bone className="ml-auto h-12 w-2/5 rounded-bubble!" /><Bone className="h-24 w-1/2 rounded-bubble!" /></div>
    </div>
    <div className="w-panel space-y-4 border-l border-hair p-4 max-panes:hidden"><Bone className="h-5 w-32" /><Bone className="h-24" /><Bone className="h-24" /></div>
  </div>
)
