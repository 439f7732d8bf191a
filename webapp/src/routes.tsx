import { useQuery, type QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, Outlet, Navigate, redirect, useLocation, useNavigate } from '@tanstack/react-router'
import { describeError } from '@/api/client'
import { sessionQuery, useMay } from '@/api/session'
import { DraftList, type DraftFilter } from '@/features/drafts/draft-list'
import { OrderDetail } from '@/features/orders/order-detail'
import { OrderList } from '@/features/orders/order-list'
import { Profile } from '@/features/people/profile'
import { QuoteDetail } from '@/features/quotes/quote-detail'
import { SettingsPage, type SectionSearch } from '@/features/settings/settings-page'
import { useIsNarrow } from '@/lib/use-media'
import type { Live } from '@/live'
import { Failed } from '@/ui/states'
import { AcceptInvitePage } from './pages/accept-invite-page'
import { ForgotPasswordPage } from './pages/forgot-password-page'
import { Frame } from './pages/frame'
import { InboxPage, type InboxSearch } from './pages/inbox-page'
import { InventoryPage, type InventorySearch } from './pages/inventory-page'
import { destinationsOf } from './pages/navigation'
import { Allowed, NotAllowed } from './pages/not-allowed'
import { ResetPasswordPage } from './pages/reset-password-page'
import { settingsSections } from './pages/settings-sections'
import { SignInPage } from './pages/sign-in-page'
import { SimulatorPage, type SimulatorSearch } from './pages/simulator-page'

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
  validateSearch: (search): { next?: string; ended?: boolean; welcome?: 'invited' | 'reset' } => ({
    next: text(search.next), ended: flag(search.ended), welcome: search.welcome === 'invited' || search.welcome === 'reset' ? search.welcome : undefined,
  }),
  component: function SignIn() {
    return <SignInPage {...signIn.useSearch()} />
  },
})

const forgotPassword = createRoute({ getParentRoute: () => root, path: '/forgot-password', component: ForgotPasswordPage })

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: function ResetPassword() {
    return <ResetPasswordPage link={useLocation().hash} />
  },
})

const acceptInvite = createRoute({
  getParentRoute: () => root,
  path: '/accept-invite',
  component: function AcceptInvite() {
    return <AcceptInvitePage link={useLocation().hash} />
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

const home = createRoute({ getParentRoute: () => app, path: '/', component: function Home() {
  const session = useQuery(sessionQuery).data
  const first = session && destinationsOf(session)[0]
  return first ? <Navigate to={first.to} replace /> : <NotAllowed />
} })

const inboxSearch = (search: Record<string, unknown>): InboxSearch => ({
  status: search.status === 'closed' || search.status === 'all' ? search.status : undefined,
  unread: flag(search.unread), q: text(search.q), draft: text(search.draft), panel: flag(search.panel),
})

const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: function Inbox() {
    return <Allowed needs="inbox_read"><InboxPage search={inbox.useSearch()} /></Allowed>
  },
})

const conversation = createRoute({
  getParentRoute: () => app,
  path: '/inbox/$conversationId',
  validateSearch: inboxSearch,
  component: function Conversation() {
    return <Allowed needs="inbox_read"><InboxPage conversationId={conversation.useParams().conversationId} search={conversation.useSearch()} /></Allowed>
  },
})

const draftFilters: DraftFilter[] = ['open', 'stale', 'confirmed', 'dismissed', 'all']

const drafts = createRoute({
  getParentRoute: () => app,
  path: '/drafts',
  validateSearch: (search): { status?: DraftFilter } => ({ status: draftFilters.find((filter) => filter === search.status && filter !== 'open') }),
  component: function Drafts() {
    const navigate = useNavigate()
    return <Allowed needs="inbox_read"><DraftList status={drafts.useSearch().status ?? 'open'} onStatus={(status) => void navigate({ to: '/drafts', replace: true, search: { status: status === 'open' ? undefined : status } })} /></Allowed>
  },
})

const quote = createRoute({
  getParentRoute: () => app,
  path: '/quotes/$quoteId',
  component: function Quote() {
    return <Allowed needs="orders_read"><QuoteDetail id={quote.useParams().quoteId} /></Allowed>
  },
})

const orders = createRoute({
  getParentRoute: () => app,
  path: '/orders',
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: function Orders() {
    const navigate = useNavigate()
    return <Allowed needs="orders_read"><OrderList q={orders.useSearch().q} onSearch={(q) => void navigate({ to: '/orders', replace: true, search: { q } })} /></Allowed>
  },
})

const order = createRoute({
  getParentRoute: () => app,
  path: '/orders/$orderId',
  component: function Order() {
    return <Allowed needs="orders_read"><OrderDetail id={order.useParams().orderId} /></Allowed>
  },
})

const inventory = createRoute({
  getParentRoute: () => app,
  path: '/inventory',
  validateSearch: (search): InventorySearch => ({ q: text(search.q), sku: text(search.sku) }),
  component: function Inventory() {
    return <Allowed needs="inventory_read"><InventoryPage search={inventory.useSearch()} /></Allowed>
  },
})

const sectionSearch = (search: Record<string, unknown>): SectionSearch =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, text(value)] as const).filter(([, value]) => value !== undefined))

const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: function Settings() {
    const [may, narrow] = [useMay(), useIsNarrow()]
    const first = settingsSections.find(({ needs }) => may(needs))
    // On a phone the list is a page of its own; beside it there is room for the first section.
    return narrow || !first
      ? <SettingsPage sections={settingsSections} search={{}} onSearch={() => {}} denied={<NotAllowed />} />
      : <Navigate to="/settings/$section" params={{ section: first.id }} search={{}} replace />
  },
})

const section = createRoute({
  getParentRoute: () => app,
  path: '/settings/$section',
  validateSearch: sectionSearch,
  component: function Section() {
    const navigate = useNavigate()
    const { section: id } = section.useParams()
    return (
      <SettingsPage
        sections={settingsSections} section={id} search={section.useSearch()} denied={<NotAllowed />}
        onSearch={(search) => void navigate({ to: '/settings/$section', params: { section: id }, replace: true, search })}
      />
    )
  },
})

const profile = createRoute({ getParentRoute: () => app, path: '/profile', component: Profile })

const simulator = createRoute({
  getParentRoute: () => app,
  path: '/simulator',
  validateSearch: (search): SimulatorSearch => ({ phone: text(search.phone), tab: search.tab === 'mail' ? 'mail' : undefined }),
  component: function PhoneSimulator() {
    return <Allowed needs="simulator_use"><SimulatorPage {...simulator.useSearch()} /></Allowed>
  },
})

const tree = root.addChildren([signIn, forgotPassword, resetPassword, acceptInvite, app.addChildren([home, inbox, conversation, drafts, quote, orders, order, inventory, settings, section, profile, simulator])])

export const makeRouter = (context: Context) => createRouter({ routeTree: tree, context, defaultPreload: false, scrollRestoration: false, defaultStructuralSharing: true })

declare module '@tanstack/react-router' {
  interface Register { router: ReturnType<typeof makeRouter> }
}
