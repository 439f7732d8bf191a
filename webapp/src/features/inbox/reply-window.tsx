import { useNavigate } from '@tanstack/react-router'
import { Clock, LayoutTemplate, MessageSquareText, Timer, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cx } from '@/lib/class-names'
import { formatInstant } from '@/lib/dates'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { useGoOnElsewhere, type ConversationView } from './api'
import { channelName } from './channel-icon'
import { TemplateDialog } from './template-dialog'

export type Standing = 'free' | 'open' | 'agent' | 'closed'

const minute = 60_000
const soon = 2 * 60 * minute

/** How the conversation stands now: free text for ever, for a while, as a person's late answer, or not at all. */
export function useStanding(conversation: ConversationView): { standing: Standing; left: number } {
  const [now, setNow] = useState(() => Date.now())
  const window = conversation.replyWindow
  useEffect(() => {
    if (!window) return
    const ticking = setInterval(() => setNow(Date.now()), minute / 2)
    return () => clearInterval(ticking)
  }, [window])
  if (!window) return { standing: 'free', left: Infinity }
  const left = Date.parse(window.until) - now
  if (left > 0) return { standing: 'open', left }
  return { standing: window.agentUntil && Date.parse(window.agentUntil) > now ? 'agent' : 'closed', left: 0 }
}

const inWords = (left: number) => left >= 60 * minute ? `${Math.floor(left / (60 * minute))} h ${Math.floor(left / minute) % 60} min` : `${Math.max(1, Math.floor(left / minute))} min`

/** Under the box for words: how long they may still be sent. */
export const Countdown = ({ left }: { left: number }) => (
  <span role="timer" className={cx('inline-flex items-center gap-1 text-meta figures', left < soon ? 'font-strong text-warn-text' : 'text-muted')}>
    <Timer size={12} aria-hidden />Free text for {inWords(left)} more
  </span>
)

export const AgentNote = ({ conversation }: { conversation: ConversationView }) => (
  <Banner tone="info" icon={UserRound}>
    More than 24 hours have passed. You can still answer yourself until {formatInstant(conversation.replyWindow!.agentUntil!)}; it is marked as a person’s answer.
  </Banner>
)

/** Instead of the box: what can still be done. */
export function WindowClosed({ conversation }: { conversation: ConversationView }) {
  const [choosing, setChoosing] = useState(false)
  const navigate = useNavigate()
  const goOn = useGoOnElsewhere(conversation.id)
  return (
    <div className="border-t border-hair bg-surface-1 p-3">
      <Banner
        tone="warn" icon={Clock}
        actions={
          <>
            {conversation.replyWindow?.templates && <Button small tone="primary" icon={<LayoutTemplate size={14} aria-hidden />} onClick={() => setChoosing(true)}>Send a template…</Button>}
            {conversation.elsewhere.map((other) => (
              <Button
                key={other.channelId} small busy={goOn.isPending && goOn.variables === other.channelId} icon={<MessageSquareText size={14} aria-hidden />}
                onClick={() => goOn.mutate(other.channelId, { onSuccess: (there) => void navigate({ to: '/inbox/$conversationId', params: { conversationId: there.id }, search: (now: object) => now }) })}
              >
                Answer by {channelName(other.kind)}
              </Button>
            ))}
          </>
        }
      >
        <strong className="font-strong">The time to answer freely is over.</strong> {channelName(conversation.channel.kind)} takes words of your own for 24 hours after the customer’s last message.
      </Banner>
      {choosing && <TemplateDialog conversation={conversation} close={() => setChoosing(false)} />}
    </div>
  )
}
