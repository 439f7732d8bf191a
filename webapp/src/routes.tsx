import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect, useNavigate } from '@tanstack/react-router'
import { describeError } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { DraftList, type DraftFilter } from '@/features/drafts/draft-list'
import { OrderDetail } from '@/features/orders/order-detail'
import { OrderList } from '@/features/orders/order-list'
import { QuoteDetail } from '@/features/quotes/quote-detail'
import { Channels } from '@/features/settings/channels'
import type { Live } from '@/live'
import { Failed } from '@/ui/states'
import { Frame } from './pages/frame'
import { InboxPage, type InboxSearch } from './pages/inbox-page'
import { InventoryPage, type InventorySearch } from './pages/inventory-page'
import { SignInPage } from './pages/sign-in-page'
import { SimulatorPage } from './pages/simulator-page'

interface Context { client: QueryClient; live: Live }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined)
const flag = (value: unknown) => (value === true || undefined)

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: ({ error, reset }) => <div className="grid h-full place-items-center"><Failed what="This page could not be shown." detail={describeError(error)} retry={reset} /></div>,
  notFoundComponent: () => <div className="grid h-full place-items-center"><Failed what="There is no such page." detail="The address may be mistyped, or what it showed is gone." retry={() => window.location.assign('/inbox')} /></div>,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string; ended?: boolean } => ({ next: text(search.next), ended: flag(search.ended) }),
  component: function SignIn() {
    return <SignInPage {...signIn.useSearch()} />
  },
})

/** Everything inside is for people who are signed in; it is shown once the live number is known. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context: { client, live }, location }) => {
    const session = await client.ensureQueryData(sessionQuery)
    if (!session) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    await live.start()
  },
  component: Frame,
})

const home = createRoute({ getParentRoute: () => app, path: '/', beforeLoad: () => { throw redirect({ to: '/inbox' }) } })

const inboxSearch = (search: Record<string, unknown>): InboxSearch => ({
  status: search.status === 'closed' || search.status === 'all' ? search.status : undefined,
  unread: flag(search.unread), q: text(search.q), draft: text(search.draft), panel: flag(search.panel),
})

const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: function Inbox() {
    return <InboxPage search={inbox.useSearch()} />
  },
})

const conversation = createRoute({
  getParentRoute: () => app,
  path: '/inbox/$conversationId',
  validateSearch: inboxSearch,
  component: function Conversation() {
    return <InboxPage conversationId={conversation.useParams().conversationId} search={conversation.useSearch()} />
  },
})

const draftFilters: DraftFilter[] = ['open', 'stale', 'confirmed', 'dismissed', 'all']

const drafts = createRoute({
  getParentRoute: () => app,
  path: '/drafts',
  validateSearch: (search): { status?: DraftFilter } => ({ status: draftFilters.find((filter) => filter === search.status && filter !== 'open') }),
  component: function Drafts() {
    const navigate = useNavigate()
    return <DraftList status={drafts.useSearch().status ?? 'open'} onStatus={(status) => void navigate({ to: '/drafts', replace: true, search: { status: status === 'open' ? undefined : status } })} />
  },
})

const quote = createRoute({
  getParentRoute: () => app,
  path: '/quotes/$quoteId',
  component: function Quote() {
    return <QuoteDetail id={quote.useParams().quoteId} />
  },
})

const orders = createRoute({
  getParentRoute: () => app,
  path: '/orders',
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: function Orders() {
    const navigate = useNavigate()
    return <OrderList q={orders.useSearch().q} onSearch={(q) => void navigate({ to: '/orders', replace: true, search: { q } })} />
  },
})

const order = createRoute({
  getParentRoute: () => app,
  path: '/orders/$orderId',
  component: function Order() {
    return <OrderDetail id={order.useParams().orderId} />
  },
})

const inventory = createRoute({
  getParentRoute: () => app,
  path: '/inventory',
  validateSearch: (search): InventorySearch => ({ q: text(search.q), sku: text(search.sku) }),
  component: function Inventory() {
    return <InventoryPage search={inventory.useSearch()} />
  },
})

const channels = createRoute({
  getParentRoute: () => app,
  path: '/settings/channels',
  validateSearch: (search): { edit?: string } => ({ edit: text(search.edit) }),
  component: function ChannelSettings() {
    const navigate = useNavigate()
    return <Channels edit={channels.useSearch().edit} onEdit={(edit) => void navigate({ to: '/settings/channels', replace: true, search: { edit } })} />
  },
})

const simulator = createRoute({
  getParentRoute: () => app,
  path: '/simulator',
  validateSearch: (search): { phone?: string } => ({ phone: text(search.phone) }),
  component: function PhoneSimulator() {
    return <SimulatorPage phone={simulator.useSearch().phone} />
  },
})

const tree = root.addChildren([signIn, app.addChildren([home, inbox, conversation, drafts, quote, orders, order, inventory, channels, simulator])])

export const makeRouter = (context: Context) => createRouter({ routeTree: tree, context, defaultPreload: false, scrollRestoration: false, defaultStructuralSharing: true })

declare module '@tanstack/react-router' {
  interface Register { router: ReturnType<typeof makeRouter> }
}
