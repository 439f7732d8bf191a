import { useId, type ReactNode } from 'react'
import { cx } from '@/lib/class-names'

interface Props { label: string; help?: ReactNode; note?: ReactNode; checked: boolean; disabled?: boolean; onChange: (checked: boolean) => void }

/** A checkbox with what it means under it; the note says why it is as it is. */
export function Check({ label, help, note, checked, disabled, onChange }: Props) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5 py-1.5">
      <input id={id} type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} aria-describedby={help || note ? `${id}-help` : undefined} className="mt-0.5 size-4 shrink-0 accent-(--accent)" />
      <div className="min-w-0">
        <label htmlFor={id} className={cx('block text-list', disabled ? 'text-muted' : 'text-strong')}>{label}</label>
        {(help || note) && <p id={`${id}-help`} className="text-meta text-muted">{help}{note && <span role="status" className="block text-info-text">{note}</span>}</p>}
      </div>
    </div>
  )
}
