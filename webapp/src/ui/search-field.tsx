import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type Ref } from 'react'
import { cx } from '@/lib/class-names'
import { useDebounced } from '@/lib/use-debounced'

interface Props { label: string; value: string; onChange: (value: string) => void; className?: string; ref?: Ref<HTMLInputElement> }

/** Types at once, tells after a short rest; the value outside (the URL) wins when it changes by itself. */
export function SearchField({ label, value, onChange, className, ref }: Props) {
  const [text, setText] = useState(value)
  const [outside, setOutside] = useState(value)
  if (outside !== value) {
    setOutside(value)
    setText(value)
  }
  const settled = useDebounced(text)
  const latest = useRef({ value, onChange })
  useEffect(() => { latest.current = { value, onChange } })
  useEffect(() => {
    if (settled !== latest.current.value) latest.current.onChange(settled)
  }, [settled])

  return (
    <div className={cx('relative', className)}>
      <Search size={16} className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted" aria-hidden />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          if (text) { setText(''); onChange('') } else event.currentTarget.blur()
        }}
        className="h-control w-full rounded-input border border-transparent bg-surface-2 pr-8 pl-8 text-list text-strong transition-colors focus:border-line focus:bg-surface-1 max-phone:text-message [&::-webkit-search-cancel-button]:hidden"
      />
      {text && (
        <button type="button" aria-label="Clear search" onClick={() => { setText(''); onChange('') }} className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-input text-muted hover:text-strong">
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}
