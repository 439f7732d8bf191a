import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Moon, Search, ShoppingCart, Sun } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { conversationsQuery } from '@/features/inbox/api'
import { nameOf } from '@/features/inbox/conversation-row'
import { ordersQuery } from '@/features/orders/api'
import { formatMoney } from '@/lib/money'
import { chooseTheme } from '@/lib/theme'
import { useChoice } from '@/lib/use-choice'
import { useDebounced } from '@/lib/use-debounced'
import { Avatar } from '@/ui/avatar'
import type { Destination } from './navigation'

const row = 'flex min-h-9 items-center gap-2.5 rounded-input px-2.5 text-list text-normal data-[selected=true]:bg-surface-2 data-[selected=true]:text-strong'
const group = '**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-meta **:[[cmdk-group-heading]]:text-muted'

interface Props { open: boolean; onOpenChange: (open: boolean) => void; destinations: Destination[] }

export function Palette({ open, onOpenChange, destinations }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade-in fixed inset-0 z-40 bg-scrim" />
        <Radix.Content aria-describedby={undefined} className="overlay-in fixed inset-x-3 top-[10vh] z-40 mx-auto max-w-prose overflow-hidden rounded-panel bg-surface-1 shadow-overlay">
          <Radix.Title className="sr-only">Search or jump to</Radix.Title>
          <Results destinations={destinations} close={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Results({ destinations, close }: { destinations: Destination[]; close: () => void }) {
  const [text, setText] = useState('')
  const q = useDebounced(text.trim(), 150)
  const navigate = useNavigate()
  const conversations = useInfiniteQuery({ ...conversationsQuery({ q }), enabled: q.length > 1 })
  const orders = useInfiniteQuery({ ...ordersQuery(q), enabled: q.length > 1 })
  const asked = q.length > 1
  const people = asked ? conversations.data?.pages[0]?.items.slice(0, 6) ?? [] : []
  const sold = asked ? orders.data?.pages[0]?.items.slice(0, 6) ?? [] : []
  const fits = (name: string) => name.toLowerCase().includes(text.trim().toLowerCase())
  const run = (action: () => void) => () => { close(); action() }
  const pages = destinations.filter(({ name }) => fits(name))

  const actions = ['Use the light theme', 'Use the dark theme'].filter(fits)
  const [choice, setChoice] = useChoice([...pages.map(({ to }) => to), ...people.map(({ id }) => id), ...sold.map(({ id }) => id), ...actions])

  const action = (icon: ReactNode, label: string, go: () => void) =>
    fits(label) && <Command.Item value={label} onSelect={run(go)} className={row}>{icon}{label}</Command.Item>

  return (
    <Command shouldFilter={false} label="Search or jump to" loop value={choice} onValueChange={setChoice}>
      <div className="flex items-center gap-2.5 border-b border-hair px-4">
        <Search size={16} aria-hidden className="text-muted" />
        <Command.Input value={text} onValueChange={setText} autoFocus placeholder="A page, a person, a message, an order number…" className="h-12 min-w-0 flex-1 bg-transparent text-body text-strong outline-none max-phone:text-message" />
      </div>
      <Command.List className="max-h-[56vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-list text-muted">{conversations.isFetching || orders.isFetching ? 'Searching…' : 'Nothing found.'}</Command.Empty>
        {pages.length > 0 && (
          <Command.Group heading="Pages" className={group}>
            {pages.map(({ to, name, icon: Icon }) => (
              <Command.Item key={to} value={to} onSelect={run(() => void navigate({ to }))} className={row}><Icon size={16} aria-hidden className="text-muted" />{name}</Command.Item>
            ))}
          </Command.Group>
        )}
        {people.length > 0 && (
          <Command.Group heading="Conversations" className={group}>
            {people.map((item) => (
              <Command.Item key={item.id} value={item.id} onSelect={run(() => void navigate({ to: '/inbox/$conversationId', params: { conversationId: item.id }, search: { status: item.status } }))} className={`${row} py-1`}>
                <Avatar name={nameOf(item.contact)} size="small" />
                <span className="min-w-0"><span dir="auto" className="block truncate text-strong">{nameOf(item.contact)}</span><span dir="auto" className="block truncate text-meta text-muted">{item.lastMessage?.text}</span></span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {sold.length > 0 && (
          <Command.Group heading="Orders" className={group}>
            {sold.map((order) => (
              <Command.Item key={order.id} value={order.id} onSelect={run(() => void navigate({ to: '/orders/$orderId', params: { orderId: order.id } }))} className={row}>
                <ShoppingCart size={16} aria-hidden className="text-muted" /><span className="text-strong">{order.number}</span><span className="truncate">{order.customer.name}</span>
                <span className="ml-auto figures">{formatMoney(order.total, order.currency)}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {actions.length > 0 && (
          <Command.Group heading="Actions" className={group}>
            {action(<Sun size={16} aria-hidden className="text-muted" />, 'Use the light theme', () => chooseTheme('light'))}
            {action(<Moon size={16} aria-hidden className="text-muted" />, 'Use the dark theme', () => chooseTheme('dark'))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  )
}
