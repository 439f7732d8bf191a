import { TriangleAlert } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { StatusChip } from '@/features/status-chip'
import { cx } from '@/lib/class-names'
import { formatPhone } from '@/lib/phone-number'
import { Avatar } from '@/ui/avatar'
import { Changed } from '@/ui/changed'
import { Chip } from '@/ui/chip'
import { Time } from '@/ui/time'
import { Tooltip } from '@/ui/tooltip'
import type { ConversationItem } from './api'
import { ChannelIcon, channelName } from './channel-icon'

interface Props { item: ConversationItem; selected: boolean; folded: boolean }

export const nameOf = (contact: ConversationItem['contact']) => contact.name && contact.name !== contact.address ? contact.name : formatPhone(contact.address)

function Marks({ item }: { item: ConversationItem }) {
  return (
    <>
      {item.attention && <Chip tone="warn" icon={TriangleAlert}>Needs you</Chip>}
      {item.draft && <StatusChip of="draft" value={item.draft.status} note={item.draft.status === 'open' ? `${item.draft.lines} ${item.draft.lines === 1 ? 'line' : 'lines'}` : undefined} />}
      {item.status === 'closed' && <StatusChip of="conversation" value="closed" />}
    </>
  )
}

export function ConversationRow({ item, selected, folded }: Props) {
  const name = nameOf(item.contact)
  const unread = item.unread > 0
  const last = item.lastMessage
  const label = `${name}${unread ? `, ${item.unread} unread` : ''}`
  const link = { to: '/inbox/$conversationId' as const, params: { conversationId: item.id }, search: (now: object) => ({ ...now, draft: undefined, panel: undefined }) }
  const dot = <span aria-hidden className={cx('absolute size-2.5 rounded-chip border-2 border-surface-1 bg-accent', folded ? 'top-2 right-2.5' : 'top-2.5 left-9.5')} />

  if (folded) {
    return (
      <Tooltip text={label} side="right">
        <Link {...link} aria-current={selected || undefined} data-row={item.id} className={cx('relative grid h-14 place-items-center', selected ? 'bg-accent-tint' : 'hover:bg-surface-2')}>
          <Avatar name={name} />
          <span className="sr-only">{label}</span>
          {unread && dot}
        </Link>
      </Tooltip>
    )
  }

  return (
    <Link
      {...link}
      aria-current={selected || undefined}
      data-row={item.id}
      className={cx(
        'relative isolate flex h-row gap-2.5 border-b border-hair px-3 py-2 text-list [contain-intrinsic-size:auto_68px] [content-visibility:auto] outline-offset-[-2px]',
        selected ? 'bg-accent-tint' : 'hover:bg-surface-2',
      )}
    >
      <Changed stamp={`${last.at} ${item.draft?.status} ${item.draft?.lines} ${item.attention?.code}`} />
      <Avatar name={name} />
      {unread && dot}
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span dir="auto" className={cx('truncate text-strong', unread && 'font-strong')}>{name}</span>
          {unread && <span className="sr-only">{item.unread} unread</span>}
          <Time at={last.at} className={cx('ml-auto shrink-0 text-meta', unread ? 'font-strong text-accent-text' : 'text-muted')} />
        </span>
        <span dir="auto" className={cx('block truncate', unread ? 'text-strong' : 'text-muted')}>
          {item.subject && <span className="text-normal">{item.subject} · </span>}{last.direction === 'outbound' && 'You: '}{last.text || 'Attachment'}
        </span>
        <span className="mt-px flex h-4 items-center gap-1.5 overflow-hidden text-meta text-muted *:[span]:h-4">
          <ChannelIcon kind={item.channel.kind} />
          <span className="sr-only">{channelName(item.channel.kind)}</span>
          <Marks item={item} />
          {!item.draft && !item.attention && item.status === 'open' && <span className="truncate">{name === formatPhone(item.contact.address) ? item.channel.name : formatPhone(item.contact.address)}</span>}
        </span>
      </span>
    </Link>
  )
}
