import {
  BadgeCheck, Ban, CheckCheck, CircleCheck, CircleDashed, CircleDot, CircleX, Clock, FileCheck, FilePen, History, Inbox, PackageCheck, PackageOpen, PackageX,
  RefreshCw, Send, Truck, type LucideIcon,
} from 'lucide-react'
import type { Schemas } from '@/api/client'
import { Chip, type Tone } from '@/ui/chip'

type Look = [word: string, tone: Tone, icon: LucideIcon]

interface Statuses {
  conversation: Schemas['ConversationStatus']
  draft: Schemas['DraftStatus']
  quote: Schemas['QuoteState']
  order: Schemas['OrderLifecycle']
  fulfilment: Schemas['FulfilmentStatus']
}

/** The one table of status words: the same word, tint and icon on every screen. A status that the server adds fails the type check here. */
const table: { [Of in keyof Statuses]: Record<Statuses[Of], Look> } = {
  conversation: {
    open: ['Open', 'neutral', Inbox],
    closed: ['Closed', 'neutral', CircleCheck],
  },
  draft: {
    open: ['Draft', 'accent', FilePen],
    stale: ['Reading again', 'warn', RefreshCw],
    confirmed: ['Confirmed', 'good', FileCheck],
    dismissed: ['Dismissed', 'neutral', Ban],
  },
  quote: {
    draft: ['Not sent', 'neutral', CircleDashed],
    sent: ['Sent', 'info', Send],
    accepted: ['Accepted', 'good', CircleCheck],
    converted: ['Ordered', 'good', BadgeCheck],
    declined: ['Declined', 'bad', CircleX],
    expired: ['Expired', 'neutral', Clock],
    superseded: ['Replaced', 'neutral', History],
  },
  order: {
    confirmed: ['Confirmed', 'info', CircleCheck],
    in_fulfilment: ['In fulfilment', 'info', CircleDot],
    completed: ['Completed', 'good', CheckCheck],
    cancelled: ['Cancelled', 'bad', CircleX],
  },
  fulfilment: {
    unallocated: ['Not reserved', 'neutral', PackageOpen],
    allocated: ['Reserved', 'good', PackageCheck],
    backordered: ['Backordered', 'warn', PackageX],
    part_shipped: ['Partly shipped', 'info', Truck],
    shipped: ['Shipped', 'good', Truck],
    part_delivered: ['Partly delivered', 'info', Truck],
    delivered: ['Delivered', 'good', CheckCheck],
  },
}

interface Props<Of extends keyof Statuses> { of: Of; value: Statuses[Of]; note?: string; className?: string }

export function StatusChip<Of extends keyof Statuses>({ of, value, note, className }: Props<Of>) {
  const [word, tone, icon] = table[of][value]
  return <Chip tone={tone} icon={icon} className={className}>{note ? `${word} · ${note}` : word}</Chip>
}
