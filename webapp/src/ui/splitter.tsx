import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

interface Props { label: string; value: number; min: number; max: number; onChange: (value: number) => void; from: 'left' | 'right' }

/** A line between two panes that can be dragged, or moved with the arrow keys. */
export function Splitter({ label, value, min, max, onChange, from }: Props) {
  const start = useRef({ x: 0, value })
  const sign = from === 'left' ? 1 : -1
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))))

  const drag = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(start.current.value + sign * (event.clientX - start.current.x))
  }
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0
    if (by === 0) return
    event.preventDefault()
    set(value + sign * by)
  }

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => { start.current = { x: event.clientX, value }; event.currentTarget.setPointerCapture(event.pointerId) }}
      onPointerMove={drag}
      onKeyDown={step}
      className="relative z-10 -mx-1 w-2 shrink-0 cursor-col-resize touch-none before:absolute before:inset-y-0 before:left-1 before:w-hair before:bg-hair hover:before:bg-accent-line focus-visible:before:bg-accent-line"
    />
  )
}
