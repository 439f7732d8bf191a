import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Keys } from './keys'
import { useOverlayHost } from './overlay-host'

interface Props extends Omit<Radix.TooltipTriggerProps, 'children'> { text: ReactNode; keys?: string; side?: 'top' | 'right' | 'bottom' | 'left'; children: ReactNode }

export const TooltipProvider = ({ children }: { children: ReactNode }) => <Radix.Provider delayDuration={350} skipDelayDuration={200}>{children}</Radix.Provider>

/** Passes on what it is given, so that it may itself stand as the trigger of a menu or popover. */
export function Tooltip({ text, keys, side = 'bottom', children, ...trigger }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild {...trigger}>{children}</Radix.Trigger>
      <Radix.Portal container={useOverlayHost()}>
        <Radix.Content side={side} sideOffset={6} collisionPadding={8} className="fade-in z-50 flex max-w-80 items-center gap-2 rounded-input bg-surface-1 px-2 py-1.5 text-meta text-strong shadow-overlay">
          {text}
          {keys && <Keys keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
