import { useEffect, type ReactNode } from 'react'
import { formatDayHeading, isSameDay } from '@/lib/dates'
import { Button } from '@/ui/button'
import { useMarkRead, useRetryMessage, type ConversationView, type MessageView } from './api'
import { MessageBubble } from './message-bubble'

interface Props {
  conversation: ConversationView
  hasEarlier: boolean
  loadingEarlier: boolean
  loadEarlier: () => void
  /** Draws a message's text; whoever knows what was read out of it lights the words. */
  renderText: (message: MessageView) => ReactNode
}

export function Thread({ conversation, hasEarlier, loadingEarlier, loadEarlier, renderText }: Props) {
  const retry = useRetryMessage(conversation.id)
  const { mutate: markRead } = useMarkRead(conversation.id)

  useEffect(() => {
    if (conversation.unread === 0) return
    const read = () => { if (document.visibilityState === 'visible') markRead() }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [conversation.id, conversation.unread, markRead])

  const { messages } = conversation
  return (
    // Column-reverse keeps the newest message in sight and the place of the reader when earlier ones come in.
    <div role="region" aria-label="Messages" tabIndex={0} className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto bg-surface-1 outline-offset-[-2px]">
      <div role="log" aria-label="Thread" className="flex flex-col gap-3 px-4 py-4">
        {hasEarlier && <Button small tone="ghost" className="self-center" busy={loadingEarlier} onClick={loadEarlier}>{loadingEarlier ? 'Loading…' : 'Earlier messages'}</Button>}
        {messages.map((message, index) => {
          const previous = messages[index - 1]
          const newDay = !previous || !isSameDay(previous.sentAt, message.sentAt)
          return (
            <div key={message.id} className="flex flex-col gap-3">
              {newDay && (
                <div className="flex items-center gap-3 text-meta text-muted">
                  <span className="h-hair flex-1 bg-hair" /><h3>{formatDayHeading(message.sentAt)}</h3><span className="h-hair flex-1 bg-hair" />
                </div>
              )}
              <MessageBubble message={message} previousSubject={previous?.mail?.subject} text={message.direction === 'inbound' ? renderText(message) : message.text} onRetry={(id) => retry.mutate(id)} retrying={retry.isPending && retry.variables === message.id} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
