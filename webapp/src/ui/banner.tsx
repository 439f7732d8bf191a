import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/lib/class-names'
import type { Tone } from './chip'

const tones: Record<Exclude<Tone, 'neutral'>, string> = {
  accent: 'bg-accent-tint text-accent-text',
  info: 'bg-info-tint text-info-text',
  good: 'bg-good-tint text-good-text',
  warn: 'bg-warn-tint text-warn-text',
  bad: 'bg-bad-tint text-bad-text',
}

interface Props { tone: Exclude<Tone, 'neutral'>; icon: LucideIcon; children: ReactNode; actions?: ReactNode; role?: 'status' | 'alert'; className?: string }

export function Banner({ tone, icon: Icon, children, actions, role = 'status', className }: Props) {
  return (
    <div role={role} className={cx('flex flex-wrap items-center gap-x-3 gap-y-2 rounded-panel px-3 py-2 text-list', tones[tone], className)}>
      <Icon size={16} className="shrink-0" aria-hidden />
      <div className="min-w-40 flex-1">{children}</div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
