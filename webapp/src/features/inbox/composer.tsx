import { Ban, Paperclip, SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useCan } from '@/api/session'
import { useKeys } from '@/lib/keys'
import { Banner } from '@/ui/banner'
import { Button, IconButton } from '@/ui/button'
import { inputClass } from '@/ui/field'
import { newReply, useReply, type ConversationView } from './api'
import { channelName } from './channel-icon'
import { addressesIn, MailFields, wishesOf, type MailWishes } from './mail-fields'
import { AgentNote, Countdown, useStanding, WindowClosed } from './reply-window'
import { PickedFiles } from './picked-files'
import { useFiles } from './use-files'

const kept = new Map<string, string>() // what was typed and not sent, for each conversation, until reload

export function Composer({ conversation }: { conversation: ConversationView }) {
  const [text, setText] = useState(kept.get(conversation.id) ?? '')
  const isMail = conversation.channel.kind === 'email'
  const [wishes, setWishes] = useState<MailWishes>()
  const mail = wishes ?? wishesOf(conversation)
  const box = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const { files, add, remove, take, restore, isBusy, wrong } = useFiles(conversation.id, conversation)
  const reply = useReply(conversation.id, (refused) => {
    setText((typed) => typed || refused.text)
    restore(refused.files)
  })
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
    if ((!trimmed && files.length === 0) || trimmed.length > limit || isBusy || wrong) return
    setText('')
    reply.mutate(newReply(trimmed, take(), standing === 'agent', isMail ? { subject: mail.subject, cc: addressesIn(mail.cc) } : undefined))
    setWishes(undefined)
  }
  const left = limit - text.length

  return (
    <form
      className="border-t border-hair bg-surface-1 p-3"
      onSubmit={(event) => { event.preventDefault(); send() }}
      onDragOver={(event) => { if (conversation.mostFiles > 0) event.preventDefault() }}
      onDrop={(event) => { if (conversation.mostFiles > 0) { event.preventDefault(); add(event.dataTransfer.files) } }}
    >
      {standing === 'agent' && <div className="pb-2"><AgentNote conversation={conversation} /></div>}
      <PickedFiles files={files} onRemove={remove} />
      {wrong && <p role="alert" className="pb-2 text-meta text-bad-text">{wrong}</p>}
      <div className="flex items-end gap-2">
        {conversation.mostFiles > 0 && (
          <>
            <input ref={picker} type="file" multiple className="hidden" tabIndex={-1} aria-hidden onChange={(event) => { add(event.target.files ?? []); event.target.value = '' }} />
            <IconButton label="Put a file in" className="h-9!" onClick={() => picker.current?.click()}><Paperclip size={16} aria-hidden /></IconButton>
          </>
        )}
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
            onPaste={(event) => { if (conversation.mostFiles > 0 && event.clipboardData.files.length > 0) { event.preventDefault(); add(event.clipboardData.files) } }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send() }
              if (event.key === 'Escape') event.currentTarget.blur()
            }}
            className={`${inputClass} block min-h-9 resize-none py-1.5`}
          />
          {left < 200 && <span className={`mt-1 block text-right text-meta figures ${left < 0 ? 'text-bad-text' : 'text-muted'}`}>{left < 0 ? `${-left} characters too long` : `${left} characters left`}</span>}
        </div>
        <Button type="submit" tone="primary" className="h-9!" disabled={(!text.trim() && files.length === 0) || left < 0 || isBusy || wrong !== null} icon={<SendHorizontal size={14} aria-hidden />} title="Ctrl+Enter">Send</Button>
      </div>
      {standing === 'open' && <div className="pt-2"><Countdown left={timeLeft} /></div>}
    </form>
  )
}
