import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouteContext } from '@tanstack/react-router'
import { ChevronsUpDown, CloudOff, Keyboard, LogOut, Monitor, Moon, Search, Sun, UserRound } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { del, describeError, post } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { OnBehalfBanner } from '@/features/people/on-behalf-banner'
import { useKeys } from '@/lib/keys'
import { chooseTheme, useTheme, type Theme } from '@/lib/theme'
import { undoLast } from '@/lib/undo'
import { useLiveState } from '@/live'
import { Avatar } from '@/ui/avatar'
import { Chip } from '@/ui/chip'
import { Keys } from '@/ui/keys'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '@/ui/menu'
import { OverlayHost } from '@/ui/overlay-host'
import { Tooltip } from '@/ui/tooltip'
import { KeyHelp } from './key-help'
import { Logo } from './logo'
import { destinationsOf } from './navigation'
import { Palette } from './palette'
import { TroubleBadge } from './trouble-badge'

const useSession = () => useSuspenseQuery(sessionQuery).data

export function Frame() {
  const session = useSession()
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const [main, setMain] = useState<HTMLElement | null>(null)
  useKeys({ 'Ctrl+k': () => setPalette(true), '?': () => setHelp(true), u: () => undoLast() })
  if (!session) return null // signed out a moment ago: the router is on its way to the sign-in page
  const shown = destinationsOf(session)

  return (
    <OverlayHost value={main}>
      <div className="flex h-dvh flex-col">
        <a href="#main" className="sr-only z-50 rounded-input bg-accent p-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2">Skip to the page</a>
        {session.onBehalf && <OnBehalfBanner person={session.user.name} admin={session.onBehalf.name} until={session.onBehalf.until} />}
        <div className="flex min-h-0 flex-1">
          <nav aria-label="Main" className="flex w-rail shrink-0 flex-col items-center gap-1 border-r border-hair bg-surface-0 py-2 max-phone:hidden">
            <Link to="/inbox" aria-label="PromoEngine, to the inbox" className="mb-2 rounded-panel"><Logo className="size-8" /></Link>
            {shown.map(({ to, name, icon: Icon }) => (
              <Tooltip key={to} text={name} side="right">
                <Link to={to} className="relative grid size-10 place-items-center rounded-panel text-muted transition-colors hover:bg-surface-3 hover:text-strong" activeProps={{ className: 'bg-accent-tint! text-accent-text!' }}>
                  <Icon size={20} strokeWidth={1.75} aria-hidden />
                  <span className="sr-only">{name}</span>
                  {to === '/settings' && <TroubleBadge />}
                </Link>
              </Tooltip>
            ))}
          </nav>
          <div className="flex min-w-0 flex-1 flex-col">
            <TopBar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
            <main id="main" ref={setMain} tabIndex={-1} className="min-h-0 flex-1"><Outlet /></main>
          </div>
        </div>
        <nav aria-label="Main" className="flex h-bottombar shrink-0 border-t border-hair bg-surface-1 pb-[env(safe-area-inset-bottom)] phone:hidden">
          {shown.map(({ to, name, icon: Icon }) => (
            <Link key={to} to={to} className="relative flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-muted" activeProps={{ className: 'text-accent-text!' }}>
              <Icon size={20} strokeWidth={1.75} aria-hidden />
              {to === '/settings' && <TroubleBadge />}
              <span className="max-w-full truncate px-0.5 text-meta">{name === 'Phone simulator' ? 'Phone' : name}</span>
            </Link>
          ))}
        </nav>
        <Palette open={palette} onOpenChange={setPalette} destinations={shown} />
        <KeyHelp open={help} onOpenChange={setHelp} />
      </div>
    </OverlayHost>
  )
}

function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const { live } = useRouteContext({ from: '/app' })
  const state = useLiveState(live)
  return (
    <header className="flex h-topbar shrink-0 items-center gap-3 border-b border-hair bg-surface-0 px-3">
      <WorkspaceMenu />
      <button type="button" onClick={onSearch} aria-keyshortcuts="Control+K" className="flex h-control items-center gap-2 rounded-input border border-line bg-surface-1 px-2.5 text-list text-muted transition-colors hover:text-strong max-phone:order-1 max-phone:size-9 max-phone:justify-center max-phone:border-transparent max-phone:bg-transparent max-phone:px-0 phone:w-72">
        <Search size={16} aria-hidden />
        <span className="max-phone:sr-only">Search or jump to…</span>
        <span className="ml-auto max-phone:hidden"><Keys keys="Ctrl+K" /></span>
      </button>
      <div className="flex items-center justify-end gap-2 max-phone:order-2 phone:flex-1">
        <span role="status">{state === 'offline' && <Chip tone="warn" icon={CloudOff}>Reconnecting…</Chip>}</span>
        <PersonMenu onHelp={onHelp} />
      </div>
    </header>
  )
}

/** The name of the workspace; who works for several goes to another one here. */
function WorkspaceMenu() {
  const session = useSession()
  const change = useMutation({
    mutationFn: (workspaceId: string) => post('/api/session/workspace', {}, { workspaceId }),
    // Everything on the screen and every number of the live events is of the other workspace: begin anew.
    onSuccess: () => window.location.assign('/'),
    onError: (error) => toast.error('The workspace was not changed', { description: describeError(error) }),
  })
  if (!session) return null

  const { logo } = session.workspace
  const name = (
    <>
      {logo && <img src={logo} alt="" className="mr-1 h-8 max-w-24 shrink-0 rounded-input bg-paper object-contain p-0.5" />}
      <span dir="auto" className="truncate text-body font-strong text-strong">{session.workspace.name}</span>
    </>
  )
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      {session.workspaces.length < 2 ? name : (
        <Menu
          label="Workspaces" align="start"
          trigger={<button type="button" className="-ml-1.5 flex min-w-0 items-center gap-1 rounded-input px-1.5 py-1 hover:bg-surface-3">{name}<ChevronsUpDown size={14} className="shrink-0 text-muted" aria-hidden /><span className="sr-only">: change the workspace</span></button>}
        >
          <MenuLabel>Workspaces</MenuLabel>
          <MenuChoice value={session.workspace.id} onChange={(id) => { if (id !== session.workspace.id) change.mutate(id) }} options={session.workspaces.map(({ id, name: label }) => ({ value: id, label }))} />
        </Menu>
      )}
      {session.workspace.demo && <Chip tone="info" className="max-phone:hidden">Demo</Chip>}
    </div>
  )
}

function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const session = useSession()
  const theme = useTheme()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { live } = useRouteContext({ from: '/app' })
  if (!session) return null

  const signOut = async () => {
    await del('/api/session').catch(() => {}) // the cookie may be gone already
    live.stop()
    await navigate({ to: '/sign-in' })
    client.clear()
  }

  return (
    <Menu label="You" trigger={<button type="button" className="rounded-chip"><Avatar name={session.user.name} size="small" /><span className="sr-only">{session.user.name}: menu</span></button>}>
      <div className="px-2 py-1.5">
        <p className="truncate text-list font-strong text-strong">{session.user.name}</p>
        <p className="truncate text-meta text-muted">{session.user.email}</p>
      </div>
      <MenuLine />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice
        value={theme}
        onChange={(next) => chooseTheme(next as Theme)}
        options={[
          { value: 'light', label: 'Light', icon: <Sun size={16} aria-hidden /> },
          { value: 'dark', label: 'Dark', icon: <Moon size={16} aria-hidden /> },
          { value: 'system', label: 'Like the system', icon: <Monitor size={16} aria-hidden /> },
        ]}
      />
      <MenuLine />
      <MenuItem icon={<UserRound size={16} aria-hidden />} onSelect={() => void navigate({ to: '/profile' })}>Your account</MenuItem>
      <MenuItem icon={<Keyboard size={16} aria-hidden />} keys="?" onSelect={onHelp}>All keys</MenuItem>
      <MenuItem icon={<LogOut size={16} aria-hidden />} onSelect={() => void signOut()}>Sign out</MenuItem>
    </Menu>
  )
}
