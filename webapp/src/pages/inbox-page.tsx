import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { MessagesSquare, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { sessionQuery } from '@/api/session'
import { ConversationList } from '@/features/inbox/conversation-list'
import type { ConversationFilter } from '@/features/inbox/api'
import { useKeys } from '@/lib/keys'
import { useStored } from '@/lib/stored'
import { useIsFolded, useIsPhone } from '@/lib/use-media'
import { Splitter } from '@/ui/splitter'
import { Empty } from '@/ui/states'
import { ConversationPane } from './conversation-pane'

export interface InboxSearch { status?: 'open' | 'closed' | 'all'; unread?: boolean; q?: string; draft?: string; panel?: boolean }

export function InboxPage({ conversationId, search }: { conversationId?: string; search: InboxSearch }) {
  const navigate = useNavigate()
  const phone = useIsPhone()
  const narrow = useIsFolded()
  const [listWidth, setListWidth] = useStored('inbox.list', 340)
  const [unfolded, setUnfolded] = useState(false)
  const demo = useQuery(sessionQuery).data?.workspace.demo
  const folded = narrow && conversationId !== undefined && !unfolded

  const filter: ConversationFilter = { status: search.status === 'all' ? undefined : search.status ?? 'open', unread: search.unread, q: search.q }
  const toList = (change: InboxSearch, replace = false) => void navigate({ to: '/inbox', replace, search: change })
  const toConversation = (id: string, change: InboxSearch, replace: boolean) => void navigate({ to: '/inbox/$conversationId', params: { conversationId: id }, replace, search: change })
  const listState = { ...search, draft: undefined, panel: undefined }

  const setFilter = ({ status, unread, q }: ConversationFilter) => {
    const next: InboxSearch = { ...search, q, unread, status: status === undefined ? 'all' : status === 'open' ? undefined : status }
    if (conversationId) toConversation(conversationId, next, true)
    else toList(next, true)
  }
  const open = (id: string) => toConversation(id, listState, conversationId !== undefined)
  const back = () => { setUnfolded(false); toList(listState) }
  useKeys({ Escape: () => { if (unfolded) setUnfolded(false); else if (conversationId) back() } })

  const list = (
    <ConversationList
      filter={filter}
      onFilter={setFilter}
      selected={conversationId}
      onSelect={open}
      folded={folded}
      onUnfold={() => setUnfolded(true)}
      whenEmpty={demo && <Link to="/simulator" className="inline-flex h-control items-center gap-1.5 rounded-input bg-accent px-3 text-list font-strong text-on-accent hover:bg-accent-hover"><Smartphone size={14} aria-hidden />Text the shop as a customer</Link>}
    />
  )
  const pane = conversationId
    ? <ConversationPane key={conversationId} id={conversationId} search={search} onBack={phone ? back : undefined} />
    : <div className="grid h-full place-items-center"><Empty icon={MessagesSquare}>Choose a conversation, or press j to open the first one.</Empty></div>

  if (phone) return <div className="relative h-full"><h1 className="sr-only">Inbox</h1>{conversationId ? pane : list}</div>

  return (
    <div className="flex h-full min-w-0">
      <h1 className="sr-only">Inbox</h1>
      <div className={folded ? 'w-avatars shrink-0 border-r border-hair' : 'shrink-0'} style={folded ? undefined : { width: listWidth }}>{list}</div>
      {!folded && <Splitter label="Width of the list" value={listWidth} min={260} max={480} onChange={setListWidth} from="left" />}
      <div className="min-w-0 flex-1">{pane}</div>
    </div>
  )
}
