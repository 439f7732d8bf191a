import { CircleAlert, Download, FileText, Image, Loader, Music, Paperclip, RotateCw, Video, type LucideIcon } from 'lucide-react'
import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { describeError, post } from '@/api/client'
import { cx } from '@/lib/class-names'
import { formatSize } from '@/lib/file-size'
import { IconButton } from '@/ui/button'
import type { MessageView } from './api'

export type AttachmentView = MessageView['attachments'][number]

const icons: Record<string, LucideIcon> = { image: Image, video: Video, audio: Music, text: FileText, application: FileText }
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

const box = 'flex max-w-72 items-center gap-2 rounded-panel border border-hair bg-surface-1 px-2.5 py-1.5 text-list'

/** A file of a message: a picture shows itself, anything else says what it is; what could not be had says why. */
export function Attachment({ attachment }: { attachment: AttachmentView }) {
  const name = attachment.name || 'Attachment'
  if (attachment.url && pictures.has(attachment.contentType)) return <Picture attachment={attachment} url={attachment.url} name={name} />
  if (attachment.url) return <FileLink attachment={attachment} url={attachment.url} name={name} />
  const waiting = attachment.state === 'waiting'
  return (
    <span className={box}>
      {waiting ? <Loader size={16} aria-hidden className="shrink-0 text-muted" /> : <CircleAlert size={16} aria-hidden className="shrink-0 text-bad-text" />}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-strong">{name}</span>
        <span className={cx('block text-meta', waiting ? 'text-muted' : 'text-bad-text')}>{waiting ? 'Being fetched…' : attachment.problem ?? 'This file was not kept.'}</span>
      </span>
      {attachment.state === 'failed' && <FetchAgain id={attachment.id} name={name} />}
    </span>
  )
}

function Picture({ attachment, url, name }: { attachment: AttachmentView; url: string; name: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" title={name} className="block overflow-hidden rounded-panel border border-hair hover:border-line">
      <img src={url} alt={name} loading="lazy" width={attachment.width ?? undefined} height={attachment.height ?? undefined} className="block h-auto max-h-60 w-auto max-w-64 object-contain max-phone:max-w-full" />
    </a>
  )
}

function FileLink({ attachment, url, name }: { attachment: AttachmentView; url: string; name: string }) {
  const Icon = icons[attachment.contentType.split('/')[0] ?? ''] ?? Paperclip
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" className={cx(box, 'hover:border-line')}>
      <Icon size={16} aria-hidden className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-strong">{name}</span>
        <span className="block text-meta text-muted figures">{attachment.size === null ? attachment.contentType : formatSize(attachment.size)}</span>
      </span>
      <Download size={14} aria-hidden className="shrink-0 text-muted" />
    </a>
  )
}

function FetchAgain({ id, name }: { id: string; name: string }) {
  const again = useMutation({
    mutationFn: () => post('/api/attachments/{id}/retry', { id }),
    onError: (error) => toast.error('Not fetched', { description: describeError(error) }),
  })
  return <IconButton small label={`Fetch ${name} again`} busy={again.isPending} onClick={() => again.mutate()}><RotateCw size={14} aria-hidden /></IconButton>
}
