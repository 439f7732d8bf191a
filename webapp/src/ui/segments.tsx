import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'

/** One of a few, always visible. */
export function Segments<T extends string>({ label, value, onChange, options }: { label: string; value: T; onChange: (value: T) => void; options: { value: T; label: ReactNode }[] }) {
  return (
    <ToggleGroup.Root type="single" aria-label={label} value={value} onValueChange={(next) => next && onChange(next as T)} className="inline-flex h-control-small shrink-0 rounded-input bg-surface-2 p-0.5">
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} className="rounded-key px-2.5 text-meta whitespace-nowrap text-muted transition-colors hover:text-strong data-[state=on]:bg-surface-1 data-[state=on]:font-strong data-[state=on]:text-strong data-[state=on]:shadow-[0_0_0_1px_var(--hair)]">
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
