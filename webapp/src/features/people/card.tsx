import type { ReactNode } from 'react'

/** One matter of a page: a title, what it is about, and what can be done. */
export const Card = ({ title, about, aside, children }: { title: string; about?: ReactNode; aside?: ReactNode; children?: ReactNode }) => (
  <section aria-label={title} className="rounded-panel border border-hair bg-surface-1 p-4">
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-48 flex-1">
        <h2 className="text-body font-strong text-strong">{title}</h2>
        {about && <p className="mt-0.5 max-w-prose text-list text-muted">{about}</p>}
      </div>
      {aside}
    </div>
    {children && <div className="mt-4 empty:hidden">{children}</div>}
  </section>
)
