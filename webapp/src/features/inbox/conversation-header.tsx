import { ArrowLeft, Ban, CircleCheck, FilePen, RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCan } from '@/api/session'
import { useKeys } from '@/lib/keys'
import { formatPhone } from '@/lib/phone-number'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { toastWithUndo } from '@/ui/toaster'
import { useSetOpen, type ConversationView } from './api'
import { ChannelIcon, channelName } from './channel-icon'
import { nameOf } from './conversation-row'

interface Props { conversation: ConversationView; onBack?: () => void; onShowPanel?: () => void; panelLabel?: string; extra?: ReactNode }

export function ConversationHeader({ conversation, onBack, onShowPanel, panelLabel, extra }: Props) {
  const can = useCan()
  const setOpen = useSetOpen(conversation.id)
  const { contact, channel } = conversation
  const name = nameOf(contact)

  const close = () => setOpen.mutate({ open: false, version: conversation.version }, {
    onSuccess: (closed) => toastWithUndo(`Closed the conversation with ${name}`, () => setOpen.mutate({ open: true, version: closed.version })),
  })
  const reopen = () => setOpen.mutate({ open: true, version: conversation.version })
  useKeys({ e: () => { if (can(conversation, 'close')) close() } })

  return (
    <header className="flex min-h-row-table items-center gap-2.5 border-b border-hair bg-surface-1 px-3 py-2">
      {onBack && <IconButton label="Back to the list" keys="Esc" onClick={onBack}><ArrowLeft size={16} aria-hidden /></IconButton>}
      <Avatar name={name} size="small" />
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="truncate text-body font-strong text-strong">{name}{conversation.subject && <span className="font-normal text-normal"> · {conversation.subject}</span>}</h2>
        <p className="flex items-center gap-1.5 truncate text-meta text-muted">
          <ChannelIcon kind={channel.kind} />
          <span className="sr-only">{channelName(channel.kind)}</span>
          <span>{formatPhone(contact.address)}</span>
          <span className="truncate max-phone:hidden">· {channel.name}</span>
        </p>
      </div>
      {contact.optedOut && <Chip tone="warn" icon={Ban}>Opted out</Chip>}
      {extra}
      {onShowPanel && <Button small icon={<FilePen size={14} aria-hidden />} onClick={onShowPanel}>{panelLabel ?? 'Draft'}</Button>}
      {can(conversation, 'close') && <IconButton label="Close conversation" keys="e" onClick={close}><CircleCheck size={16} aria-hidden /></IconButton>}
      {can(conversation, 'reopen') && <Button small icon={<RotateCcw size={14} aria-hidden />} busy={setOpen.isPending} onClick={reopen}>Reopen</Button>}
    </header>
  )
}
