import { useState } from 'react'
import { cx } from '@/lib/class-names'
import { formatCount } from '@/lib/money'
import { Tooltip } from '@/ui/tooltip'
import type { FieldState } from './evidence'

const most = 1_000_000

/** A whole positive number with or without separators; `null` for nothing, `undefined` for anything else. */
export function parseQuantity(text: string): number | null | undefined {
  const digits = text.trim().replace(/[\s.,'’_]/g, '')
  if (digits === '') return null
  if (!/^\d{1,9}$/.test(digits)) return undefined
  const quantity = Number(digits)
  return quantity > 0 && quantity <= most ? quantity : undefined
}

interface Props { label: string; value: number | null; state: FieldState; onCommit: (quantity: number | null) => void }

/** Sends when the caret leaves or with Enter; what cannot be read stays as typed, with the reason. */
export function QuantityField({ label, value, state, onCommit }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && parseQuantity(typed) === undefined
  const missing = state.sureness === 'missing'

  const commit = () => {
    if (typed === null) return
    const quantity = parseQuantity(typed)
    if (quantity === undefined) return
    setTyped(null)
    if (quantity !== value && quantity !== null) onCommit(quantity)
  }

  const input = (
    <input
      aria-label={label}
      aria-invalid={wrong || undefined}
      data-doubt={state.sureness === 'sure' ? undefined : state.sureness}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? (value === null ? '' : formatCount(value))}
      placeholder={missing ? state.question ?? 'How many?' : undefined}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) { event.preventDefault(); commit() }
        if (event.key === 'Escape') { event.stopPropagation(); setTyped(null); event.currentTarget.blur() }
      }}
      className={cx(
        'h-control-small rounded-input border bg-surface-1 px-2 text-list text-strong figures aria-invalid:border-bad-line max-phone:h-9 max-phone:text-message',
        missing ? 'w-full border-dashed border-warn-line' : 'w-20 border-line text-right', state.sureness === 'check' && 'border-warn-line',
      )}
    />
  )
  return (
    <>
      {state.reason ? <Tooltip side="top" text={state.reason}>{input}</Tooltip> : input}
      {wrong && <p role="alert" className="mt-0.5 text-meta text-bad-text">A whole number from 1 to 1,000,000.</p>}
    </>
  )
}
