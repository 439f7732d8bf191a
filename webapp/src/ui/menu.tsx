import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Keys } from './keys'
import { useOverlayHost } from './overlay-host'

const item = 'flex min-h-8 cursor-default items-center gap-2 rounded-input px-2 py-1 text-list text-normal outline-none select-none data-highlighted:bg-surface-2 data-highlighted:text-strong'

export function Menu({ trigger, children, align = 'end', label }: { trigger: ReactNode; children: ReactNode; align?: 'start' | 'end'; label?: string }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={useOverlayHost()}>
        <Radix.Content aria-label={label} align={align} sideOffset={6} collisionPadding={8} className="overlay-in z-50 max-h-80 max-w-[min(var(--container-form),var(--radix-dropdown-menu-content-available-width))] min-w-52 overflow-y-auto rounded-panel bg-surface-1 p-1 shadow-overlay">
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function MenuItem({ icon, keys, onSelect, children }: { icon?: ReactNode; keys?: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Radix.Item className={item} onSelect={onSelect}>
      {icon}
      <span className="flex-1">{children}</span>
      {keys && <Keys keys={keys} />}
    </Radix.Item>
  )
}

export const MenuLabel = ({ children }: { children: ReactNode }) => <Radix.Label className="px-2 pt-1.5 pb-1 text-meta text-muted">{children}</Radix.Label>
export const MenuLine = () => <Radix.Separator className="my-1 h-hair bg-hair" />

export function MenuChoice({ value, onChange, options }: { value: string; onChange: (value: string) => void; options: { value: string; label: string; icon?: ReactNode }[] }) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={item}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate" dir="auto" title={option.label}>{option.label}</span>
          <Radix.ItemIndicator><Check size={14} aria-hidden /></Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

/** Several of a list; the menu stays open while choosing. */
export function MenuToggles({ values, onToggle, options }: { values: string[]; onToggle: (value: string) => void; options: string[] }) {
  return options.map((option) => (
    <Radix.CheckboxItem key={option} className={item} checked={values.includes(option)} onCheckedChange={() => onToggle(option)}>
      <span className="flex-1">{option}</span>
      <Radix.ItemIndicator><Check size={14} aria-hidden /></Radix.ItemIndicator>
    </Radix.CheckboxItem>
  ))
}
