import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from '@/lib/class-names'
import { Tooltip } from './tooltip'

type Tone = 'primary' | 'plain' | 'ghost' | 'danger'

const tones: Record<Tone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  plain: 'border border-line bg-surface-1 text-strong hover:bg-surface-2',
  ghost: 'text-normal hover:bg-surface-3 hover:text-strong',
  danger: 'border border-bad-line bg-surface-1 text-bad-text hover:bg-bad-tint',
}

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: Tone
  small?: boolean
  busy?: boolean
  icon?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

export function Button({ tone = 'plain', small, busy, icon, className, children, disabled, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-input font-strong whitespace-nowrap transition-colors select-none disabled:opacity-55',
        small ? 'h-control-small px-2 text-meta' : 'h-control px-3 text-list', tones[tone], className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

interface IconProps extends Omit<Props, 'children' | 'icon'> {
  label: string
  keys?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

/** A button that is only an icon always carries its name, for the eye as a tooltip. */
export function IconButton({ label, keys, side, children, className, small, tone = 'ghost', ...rest }: IconProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <Button tone={tone} aria-label={label} className={cx(small ? 'w-control-small' : 'w-control', 'px-0!', className)} small={small} {...rest}>
        {children}
      </Button>
    </Tooltip>
  )
}
