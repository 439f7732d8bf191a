import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Check, CheckCheck, CircleAlert, Clock, Smartphone } from 'lucide-react'
import { useEffect, type RefObject } from 'react'
import { describeError } from '@/api/client'
import { cx } from '@/lib/class-names'
import { Avatar } from '@/ui/avatar'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { phoneQuery, useRead, useText, type PhoneView } from './api'

const ticks: Record<PhoneView['messages'][number]['status'], [string, typeof Check]> = {
  queued: ['Queued', Clock], sent: ['Sent', Check], delivered: ['Delivered', CheckCheck], failed: ['Failed', CircleAlert],
}

function Bubble({ message }: { message: PhoneView['messages'][number] }) {
  const mine = message.from === 'customer'
  const [word, Icon] = ticks[message.status]
  return (
    <li className={cx('flex flex-col gap-0.5', mine ? 'items-end' : 'items-start')}>
      <p dir="auto" className={cx('max-w-[85%] rounded-bubble px-3 py-2 text-body wrap-anywhere whitespace-pre-wrap', mine ? 'rounded-br-key bg-accent text-on-accent' : 'rounded-bl-key bg-surface-2 text-strong')}>
        <span className="sr-only">{mine ? 'You: ' : 'Shop: '}</span>{message.text}
      </p>
      <p className="flex items-center gap-1 px-1 text-meta text-muted"><Time at={message.at} as="time" /><Icon size={12} aria-hidden /><span>{word}</span></p>
    </li>
  )
}

interface Props { number: string; shop: string; text: string; onText: (text: string) => void; box: RefObject<HTMLTextAreaElement | null> }

export function Phone({ number, shop, text, onText, box }: Props) {
  const query = useQuery(phoneQuery(number))
  const { mutate: read } = useRead(number)
  const newest = query.data?.messages.findLast((message) => message.from === 'shop')?.id
  useEffect(() => { if (newest) read() }, [newest, read])
  const send = useText(number, (refused) => onText(refused))
  const submit = () => {
    if (!text.trim()) return
    onText('')
    send.mutate(text.trim())
  }

  return (
    <section aria-label="Phone" className="flex h-full max-h-phone min-h-96 w-full max-w-form flex-col overflow-hidden rounded-phone border-8 border-surface-3 bg-surface-1 max-phone:max-h-none max-phone:rounded-none max-phone:border-0">
      <header className="flex flex-col items-center gap-1 border-b border-hair pt-4 pb-2.5">
        <Avatar name={shop} />
        <p className="max-w-full truncate px-4 text-list font-strong text-strong">{shop}</p>
      </header>
      <div role="region" aria-label="Texts" tabIndex={0} className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto outline-offset-[-2px]">
        <div className="px-3 py-3">
          {query.isPending && <Loading label="Loading texts"><div className="space-y-3"><Bone className="h-10 w-3/5" /><Bone className="ml-auto h-10 w-1/2" /></div></Loading>}
          {query.isError && !query.data && <Failed what="The phone could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
          {query.data?.messages.length === 0 && <Empty icon={Smartphone}>No texts yet. Write one below, or take one of the examples.</Empty>}
          <ol aria-live="polite" className="space-y-2.5">{query.data?.messages.map((message) => <Bubble key={`${message.from} ${message.id}`} message={message} />)}</ol>
        </div>
      </div>
      <form className="flex items-end gap-2 border-t border-hair p-2.5" onSubmit={(event) => { event.preventDefault(); submit() }}>
        <textarea
          ref={box}
          aria-label="Text message"
          rows={Math.min(5, 1 + Math.floor(text.length / 38))}
          value={text}
          placeholder="Text message"
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => { if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); submit() } }}
          className="min-h-9 flex-1 resize-none rounded-bubble border border-line bg-surface-1 px-3 py-1.5 text-body text-strong max-phone:text-message"
        />
        <button type="submit" aria-label="Send text" disabled={!text.trim()} className="grid size-9 shrink-0 place-items-center rounded-chip bg-accent text-on-accent transition-colors hover:bg-accent-hover disabled:bg-surface-3 disabled:text-muted"><ArrowUp size={16} aria-hidden /></button>
      </form>
    </section>
  )
}
