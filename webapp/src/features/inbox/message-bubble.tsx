import { Check, CheckCheck, CircleAlert, CircleHelp, Clock, RotateCw, ShieldAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCan } from '@/api/session'
import { cx } from '@/lib/class-names'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { Time } from '@/ui/time'
import { Tooltip } from '@/ui/tooltip'
import type { MessageView } from './api'
import { MailHead, WholeMail } from './mail-details'
import { Deleted, Edited, Reactions } from './message-marks'
import { Attachment } from './attachment'

const deliveries: Record<MessageView['status'], [string, LucideIcon, string]> = {
  received: ['Received', Check, 'text-muted'],
  queued: ['Queued', Clock, 'text-muted'],
  sending: ['Sending', Clock, 'text-muted'],
  sent: ['Sent', Check, 'text-muted'],
  delivered: ['Delivered', CheckCheck, 'text-good-text'],
  read: ['Read', CheckCheck, 'text-good-text'],
  failed: ['Not sent', CircleAlert, 'text-bad-text'],
  undelivered: ['Not delivered', CircleAlert, 'text-bad-text'],
  maybe_sent: ['Maybe sent', CircleHelp, 'text-warn-text'],
}

function Delivery({ status }: { status: MessageView['status'] }) {
  const [word, Icon, colour] = deliveries[status]
  return <span className={cx('inline-flex items-center gap-1', colour)}><Icon size={12} aria-hidden />{word}</span>
}

interface Props { message: MessageView; text: ReactNode; previousSubject?: string; onRetry: (id: string) => void; retrying: boolean }

export function MessageBubble({ message, text, previousSubject, onRetry, retrying }: Props) {
  const can = useCan()
  const ours = message.direction === 'outbound'
  const bad = message.status === 'failed' || message.status === 'undelivered'
  return (
    <article aria-label={ours ? `Reply${message.author ? ` by ${message.author}` : ''}` : 'Message from customer'} data-message={message.id} className={cx('flex flex-col gap-1', ours ? 'items-end' : 'items-start')}>
      {message.mail && !message.erased && <MailHead message={message} mail={message.mail} previousSubject={previousSubject} />}
      {message.erased && <p className="text-list text-muted italic">These words were erased.</p>}
      {message.deleted && !message.erased && <Deleted ours={ours} />}
      {message.text && (
        <div
          dir="auto"
          className={cx(
            'max-w-[min(88%,var(--container-prose))] rounded-bubble px-3 py-2 text-body wrap-anywhere whitespace-pre-wrap text-strong max-phone:text-message',
            ours ? 'rounded-br-key bg-accent-tint' : 'rounded-bl-key bg-surface-2', bad && 'outline-1 outline-bad-line',
          )}
        >
          {text}
        </div>
      )}
      {message.attachments.length > 0 && <div className="flex flex-wrap gap-2">{message.attachments.map((attachment) => <Attachment key={attachment.id} attachment={attachment} />)}</div>}
      <Reactions message={message} />
      <div className={cx('flex flex-wrap items-center gap-x-2 gap-y-1 px-1 text-meta text-muted', ours && 'justify-end')}>
        {ours && message.author && <span>{message.author}</span>}
        <Time at={message.sentAt} as="time" />
        <Edited message={message} />
        {ours && <Delivery status={message.status} />}
        {message.mail && <WholeMail message={message} mail={message.mail} />}
        {!message.verified && (
          <Tooltip text="The signature of this message did not fit. Nothing is accepted or changed because of it.">
            <span tabIndex={0}><Chip tone="warn" icon={ShieldAlert}>Unverified</Chip></span>
          </Tooltip>
        )}
        {message.error && <span className="text-bad-text">{message.error.text}</span>}
        {can(message, 'retry') && <Button small tone="danger" busy={retrying} icon={<RotateCw size={12} aria-hidden />} onClick={() => onRetry(message.id)}>Retry</Button>}
      </div>
    </article>
  )
}
