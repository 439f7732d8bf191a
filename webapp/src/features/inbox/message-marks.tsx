import { Trash2 } from 'lucide-react'
import { cx } from '@/lib/class-names'
import { formatTime } from '@/lib/dates'
import { Tooltip } from '@/ui/tooltip'
import type { MessageView } from './api'

/** What people put under a message; the same emoji of both sides is one mark with a number. */
export function Reactions({ message }: { message: MessageView }) {
  if (message.reactions.length === 0) return null
  const counts = new Map<string, { count: number; ours: boolean }>()
  for (const { emoji, ours } of message.reactions) {
    const known = counts.get(emoji)
    counts.set(emoji, { count: (known?.count ?? 0) + 1, ours: ours || (known?.ours ?? false) })
  }
  return (
    <ul aria-label="Reactions" className="-mt-2 flex gap-1 px-2">
      {[...counts].map(([emoji, { count, ours }]) => (
        <li key={emoji} className={cx('flex h-5 items-center gap-1 rounded-chip border bg-surface-1 px-1.5 text-list', ours ? 'border-line' : 'border-hair')}>
          <span>{emoji}</span>{count > 1 && <span className="text-meta text-muted figures">{count}</span>}
          <span className="sr-only">{ours ? 'from us' : 'from the customer'}</span>
        </li>
      ))}
    </ul>
  )
}

export function Edited({ message }: { message: MessageView }) {
  if (!message.editedAt) return null
  return (
    <Tooltip text={`Edited ${formatTime(message.editedAt)}. First it said: ${message.firstText}`}>
      <span tabIndex={0} className="underline decoration-dotted underline-offset-2">Edited</span>
    </Tooltip>
  )
}

export const Deleted = ({ ours }: { ours: boolean }) => (
  <p className="flex items-center gap-1.5 rounded-bubble border border-hair px-3 py-2 text-list text-muted italic">
    <Trash2 size={14} aria-hidden />{ours ? 'Deleted on our side.' : 'Deleted by the sender.'}
  </p>
)
