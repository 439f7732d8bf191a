import type { ReactNode } from 'react'
import { cx } from '@/lib/class-names'

/** The plain page: a title, what belongs beside it, and one scrolling body. */
export function Page({ title, aside, children, className }: { title: ReactNode; aside?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <div className="flex h-full min-w-0 flex-col">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-hair bg-surface-1 px-4 py-2.5">
        <h1 className="min-w-0 text-title font-strong text-strong">{title}</h1>
        {aside && <div className="ml-auto flex min-w-0 flex-wrap items-center gap-2">{aside}</div>}
      </header>
      <div className={cx('min-h-0 flex-1 overflow-y-auto', className)}>{children}</div>
    </div>
  )
}
