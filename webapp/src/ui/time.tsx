import { formatInstant, formatRecent, formatTime } from '@/lib/dates'

/** An instant in short; the whole of it on hover. */
export function Time({ at, as = 'recent', className }: { at: string; as?: 'recent' | 'time' | 'full'; className?: string }) {
  const text = as === 'recent' ? formatRecent(at) : as === 'time' ? formatTime(at) : formatInstant(at)
  return <time dateTime={at} title={formatInstant(at)} className={className}>{text}</time>
}
