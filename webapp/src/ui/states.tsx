import { CircleAlert, RotateCw, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/lib/class-names'
import { useLate } from '@/lib/use-late'
import { Button } from './button'

/** Nothing for 150 ms, then the shape of what is coming. */
export function Loading({ children, label = 'Loading' }: { children: ReactNode; label?: string }) {
  return useLate(true) ? <div role="status" aria-label={label} className="fade-in">{children}</div> : null
}

export const Bone = ({ className }: { className?: string }) => <div aria-hidden className={cx('skeleton rounded-input bg-surface-3', className)} />

/** One sentence and the one next step. */
export function Empty({ icon: Icon, children, action }: { icon: LucideIcon; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center text-list text-muted">
      <span className="grid size-11 place-items-center rounded-panel bg-surface-2 text-muted"><Icon size={20} aria-hidden /></span>
      <p className="max-w-72">{children}</p>
      {action}
    </div>
  )
}

/** What happened, what is safe, what to do. */
export function Failed({ what, detail, retry }: { what: string; detail: string; retry?: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center text-list">
      <span className="grid size-11 place-items-center rounded-panel bg-bad-tint text-bad-text"><CircleAlert size={20} aria-hidden /></span>
      <div className="max-w-80">
        <p className="font-strong text-strong">{what}</p>
        <p className="text-muted">{detail}</p>
      </div>
      {retry && <Button icon={<RotateCw size={14} aria-hidden />} onClick={retry}>Try again</Button>}
    </div>
  )
}
