import { useQuery } from '@tanstack/react-query'
import { Bot, Forward, ImageDown, List, MailX, Scissors, ShieldQuestion, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Chip, type Tone } from '@/ui/chip'
import { Dialog } from '@/ui/dialog'
import { Segments } from '@/ui/segments'
import { Failed, Loading } from '@/ui/states'
import { Tooltip } from '@/ui/tooltip'
import { originalQuery, type MailView, type MessageView } from './api'

const marks: Record<MailView['marks'][number], [string, LucideIcon, Tone, string]> = {
  auto_reply: ['Automatic reply', Bot, 'neutral', 'A program answered. Nothing is read out of it, and nothing answers it.'],
  bounce: ['Not delivered', MailX, 'bad', 'A mail of ours did not arrive.'],
  list: ['Mailing list', List, 'neutral', 'It was sent to a list or in bulk.'],
  spam: ['Marked as spam', ShieldQuestion, 'warn', 'A filter on its way took it for spam.'],
  cut: ['Not all of it', Scissors, 'warn', 'It broke a limit, so not all of it was read.'],
}

function Marks({ mail }: { mail: MailView }) {
  return mail.marks.map((mark) => {
    const [word, icon, tone, why] = marks[mark]
    return <Tooltip key={mark} text={mark === 'cut' && mail.limit ? mail.limit : why}><span tabIndex={0}><Chip tone={tone} icon={icon}>{word}</Chip></span></Tooltip>
  })
}

/** Above a mail: its subject where it changes, who wrote it and who else got it. */
export function MailHead({ message, mail, previousSubject }: { message: MessageView; mail: MailView; previousSubject?: string }) {
  const ours = message.direction === 'outbound'
  const bare = (subject: string) => subject.replace(/^((re|aw|fwd?|wg|sv|rv|tr)\s*:\s*)+/i, '')
  return (
    <div dir="auto" className="flex max-w-[min(88%,var(--container-prose))] flex-wrap items-center gap-x-2 gap-y-1 px-1 text-meta text-muted">
      {mail.subject && bare(mail.subject) !== bare(previousSubject ?? '') && <strong className="w-full truncate font-strong text-strong">{mail.subject}</strong>}
      {!ours && mail.from && <span className="wrap-anywhere">{mail.from}</span>}
      {ours && mail.to.length > 0 && <span className="wrap-anywhere">To {mail.to.join(', ')}</span>}
      {mail.cc.length > 0 && <span className="wrap-anywhere">Cc {mail.cc.join(', ')}</span>}
      {mail.forwardedFrom && <Chip icon={Forward}>Forwarded from {mail.forwardedFrom}</Chip>}
      <Marks mail={mail} />
    </div>
  )
}

export function WholeMail({ message, mail }: { message: MessageView; mail: MailView }) {
  const [open, setOpen] = useState(false)
  if (!mail.hasMore || message.erased) return null
  return (
    <>
      <Button small tone="ghost" onClick={() => setOpen(true)}>Show the whole mail</Button>
      <Dialog open={open} onOpenChange={setOpen} title={mail.subject || 'Mail without a subject'} description={`${mail.from} to ${mail.to.join(', ')}${mail.cc.length > 0 ? `, copies to ${mail.cc.join(', ')}` : ''}`} className="max-w-prose!">
        <Original id={message.id} hasHtml={mail.hasHtml} />
      </Dialog>
    </>
  )
}

function Original({ id, hasHtml }: { id: string; hasHtml: boolean }) {
  const [shown, setShown] = useState<'html' | 'text'>(hasHtml ? 'html' : 'text')
  const [images, setImages] = useState(false)
  return (
    <div className="flex flex-col gap-3">
      {hasHtml && (
        <div className="flex flex-wrap items-center gap-2">
          <Segments label="How to show it" value={shown} onChange={setShown} options={[{ value: 'html', label: 'As designed' }, { value: 'text', label: 'Text' }]} />
          {shown === 'html' && !images && <Button small icon={<ImageDown size={14} aria-hidden />} title="Loading them tells the sender that the mail was read." onClick={() => setImages(true)}>Load images from outside</Button>}
        </div>
      )}
      {/* A frame without any right: no scripts, no forms, no origin, no way out. */}
      {shown === 'html' && <iframe key={String(images)} sandbox="" title="The mail as its sender designed it" src={`/api/messages/${id}/html?images=${images}`} referrerPolicy="no-referrer" className="h-[60vh] w-full rounded-panel border border-hair bg-white" />}
      {shown === 'text' && <WholeText id={id} />}
    </div>
  )
}

function WholeText({ id }: { id: string }) {
  const original = useQuery(originalQuery(id))
  if (original.isError) return <Failed what="The mail could not be read." detail={describeError(original.error)} retry={() => void original.refetch()} />
  if (!original.data) return <Loading label="Loading the mail"><p className="text-list text-muted">Loading…</p></Loading>
  return <pre dir="auto" className="font-sans text-body wrap-anywhere whitespace-pre-wrap text-strong">{original.data.text}</pre>
}
