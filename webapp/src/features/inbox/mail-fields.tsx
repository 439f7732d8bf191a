import { inputClass } from '@/ui/field'
import type { ConversationView } from './api'

export interface MailWishes { subject: string; cc: string }

/** What an answer begins with: the thread's subject, and everybody who was in the last mail. */
export function wishesOf(conversation: ConversationView): MailWishes {
  const last = answered(conversation)
  const subject = (conversation.subject ?? '').replace(/^((re|aw|antw|sv|vs|rif|ref|res)\s*:\s*)+/i, '').trim()
  return { subject: subject ? `Re: ${subject}` : '', cc: last?.mail?.others.join(', ') ?? '' }
}

/** The mail that an answer answers. */
const answered = (conversation: ConversationView) => conversation.messages.findLast((message) => message.direction === 'inbound' && message.mail && !message.mail.marks.some((mark) => mark === 'auto_reply' || mark === 'bounce'))

export const addressesIn = (text: string) => text.split(/[,;\s]+/).filter(Boolean)

export function MailFields({ conversation, wishes, onChange }: { conversation: ConversationView; wishes: MailWishes; onChange: (wishes: MailWishes) => void }) {
  const last = answered(conversation)
  const row = 'flex items-center gap-2 text-meta text-muted'
  return (
    <div className="mb-2 flex flex-col gap-1.5">
      <p className={row}><span className="w-14 shrink-0">To</span><span dir="auto" className="min-w-0 truncate text-normal">{last?.mail?.answerTo ?? conversation.contact.address}</span></p>
      <label className={row}><span className="w-14 shrink-0">Cc</span><input value={wishes.cc} onChange={(event) => onChange({ ...wishes, cc: event.target.value })} placeholder="nobody" className={`${inputClass} h-7! min-w-0 flex-1`} /></label>
      <label className={row}><span className="w-14 shrink-0">Subject</span><input dir="auto" maxLength={500} value={wishes.subject} onChange={(event) => onChange({ ...wishes, subject: event.target.value })} className={`${inputClass} h-7! min-w-0 flex-1`} /></label>
    </div>
  )
}
