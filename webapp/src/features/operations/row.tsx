import type { ReactNode } from 'react'

interface Props { label: string; title: ReactNode; chip?: ReactNode; meta: ReactNode; error?: ReactNode; actions?: ReactNode }

/** One thing that needs a look: what it is, why it failed, what can be done. */
export const Row = ({ label, title, chip, meta, error, actions }: Props) => (
  <li aria-label={label} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-hair bg-surface-1 px-4 py-3 text-list">
    <div className="min-w-0 flex-1 basis-72">
      <p className="flex flex-wrap items-center gap-2 font-strong text-strong"><span className="min-w-0 break-words">{title}</span>{chip}</p>
      <p className="mt-0.5 text-meta break-words text-muted">{meta}</p>
      {error && <p className="mt-1 text-list break-words text-bad-text">{error}</p>}
    </div>
    {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
  </li>
)
