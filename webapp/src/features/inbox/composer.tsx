import { Ban, SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useCan } from '@/api/session'
import { useKeys } from '@/lib/keys'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { inputClass } from '@/ui/field'
import { newReply, useReply, type ConversationView } from './api'
import { channelName } from './channel-icon'
import { addressesIn, MailFields, wishesOf, type MailWishes } from './mail-fields'
import { AgentNote, Countdown, useStanding, WindowClosed } from './reply-window'

const kept = new Map<string, string>() // what was typed and not sent, for each conversation, until reload

export function Composer({ conversation }: { conversation: ConversationView }) {
  const [text, setText] = useState(kept.get(conversation.id) ?? '')
  const isMail = conversation.channel.kind === 'email'
  const [wishes, setWishes] = useState<MailWishes>()
  const mail = wishes ?? wishesOf(conversation)
  const box = useRef<HTMLTextAreaElement>(null)
  const reply = useReply(conversation.id, (refused) => setText((typed) => typed || refused))
  const may = useCan()(conversation, 'reply') && !conversation.contact.optedOut
  const { standing, left: timeLeft } = useStanding(conversation)
  const limit = conversation.longestText

  useEffect(() => {
    kept.set(conversation.id, text)
    const area = box.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${Math.min(area.scrollHeight + 2, 200)}px`
  }, [conversation.id, text])
  useKeys({ r: () => box.current?.focus() }, may)

  if (conversation.contact.optedOut) {
    return (
      <div className="border-t border-hair p-3">
        <Banner tone="warn" icon={Ban}><strong className="font-strong">{conversation.contact.name || 'This customer'} opted out.</strong> They wrote STOP, so nothing is sent to them until they write START.</Banner>
      </div>
    )
  }
  if (!may) return null
  if (standing === 'closed') return <WindowClosed conversation={conversation} />

  const send = () => {
    const trimmed = text.trim()
    if (!trimmed || trimmed.length > limit) return
    setText('')
    reply.mutate(newReply(trimmed, standing === 'agent', isMail ? { subject: mail.subject, cc: addressesIn(mail.cc) } : undefined))
    setWishes(undefined)
  }
  const left = limit - text.length

  return (
    <form className="flex flex-wrap items-end gap-2 border-t border-hair bg-surface-1 p-3" onSubmit={(event) => { event.preventDefault(); send() }}>
      {standing === 'agent' && <div className="w-full"><AgentNote conversation={conversation} /></div>}
      <div className="min-w-0 flex-1">
        {isMail && <MailFields conversation={conversation} wishes={mail} onChange={setWishes} />}
        <textarea
          aria-label="Reply"
          ref={box}
          rows={1}
          value={text}
          dir="auto"
          placeholder={`Reply by ${channelName(conversation.channel.kind)}…`}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send() }
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
          className={`${inputClass} block min-h-9 resize-none py-1.5`}
        />
        {left < 200 && <span className={`mt-1 block text-right text-meta figures ${left < 0 ? 'text-bad-text' : 'text-muted'}`}>{left < 0 ? `${-left} characters too long` : `${left} characters left`}</span>}
      </div>
      <Button type="submit" tone="primary" className="h-9!" disabled={!text.trim() || left < 0} icon={<SendHorizontal size={14} aria-hidden />} title="Ctrl+Enter">Send</Button>
      {standing === 'open' && <div className="w-full"><Countdown left={timeLeft} /></div>}
    </form>
  )
}
