import {
  BadgeCheck, Ban, CheckCheck, CircleCheck, CircleDashed, CircleDot, CircleX, Clock, FileCheck, FilePen, Hourglass, Inbox, PackageCheck, PackageOpen,
  PackageX, RefreshCw, Send, Truck, type LucideIcon,
} from 'lucide-react'
import { Chip, type Tone } from '@/ui/chip'

type Look = [word: string, tone: Tone, icon: LucideIcon]

/** The one table of status words: the same word, tint and icon on every screen. */
const table: Record<string, Record<string, Look>> = {
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
    declined: ['Declined', 'bad', CircleX],
    expired: ['Expired', 'neutral', Clock],
    converted: ['Ordered', 'good', BadgeCheck],
  },
  order: {
    draft: ['Draft', 'neutral', CircleDashed],
    open: ['Open', 'info', CircleDot],
    confirmed: ['Confirmed', 'info', CircleCheck],
    in_progress: ['In progress', 'info', CircleDot],
    completed: ['Completed', 'good', CheckCheck],
    closed: ['Closed', 'neutral', CheckCheck],
    cancelled: ['Cancelled', 'bad', CircleX],
  },
  fulfilment: {
    none: ['Not reserved', 'neutral', CircleDashed],
    unfulfilled: ['Unfulfilled', 'neutral', PackageOpen],
    reserved: ['Reserved', 'good', PackageCheck],
    partially_reserved: ['Partly reserved', 'warn', PackageOpen],
    backordered: ['Backordered', 'warn', PackageX],
    partially_backordered: ['Partly backordered', 'warn', PackageOpen],
    partially_shipped: ['Partly shipped', 'info', Truck],
    shipped: ['Shipped', 'good', Truck],
    delivered: ['Delivered', 'good', CheckCheck],
    fulfilled: ['Fulfilled', 'good', CheckCheck],
  },
}

const sentence = (value: string) => (value.charAt(0).toUpperCase() + value.slice(1)).replaceAll('_', ' ')

interface Props { of: 'conversation' | 'draft' | 'quote' | 'order' | 'fulfilment'; value: string; note?: string; className?: string }

export function StatusChip({ of, value, note, className }: Props) {
  const [word, tone, icon] = table[of]?.[value] ?? [sentence(value), 'neutral', Hourglass]
  return <Chip tone={tone} icon={icon} className={className}>{note ? `${word} · ${note}` : word}</Chip>
}
