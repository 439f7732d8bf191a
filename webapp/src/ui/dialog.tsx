import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { cx } from '@/lib/class-names'
import { IconButton } from './button'
import { OverlayHost } from './overlay-host'

interface Props { open: boolean; onOpenChange: (open: boolean) => void; title: string; description?: ReactNode; children: ReactNode; className?: string }

const scrim = 'fade-in fixed inset-0 z-40 bg-scrim'

export function Dialog({ open, onOpenChange, title, description, children, className }: Props) {
  const [host, setHost] = useState<HTMLElement | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          ref={setHost}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            // The first field, not the button that closes; without a field the dialog itself.
            event.preventDefault()
            const content = event.currentTarget as HTMLElement
            const field = content.querySelector<HTMLElement>('input,textarea,select')
            ;(field ?? content).focus()
          }}
          className={cx('overlay-in fixed inset-x-3 top-[8vh] z-40 mx-auto flex max-h-[84vh] max-w-dialog flex-col rounded-panel bg-surface-1 shadow-overlay', className)}
        >
          <OverlayHost value={host}>
            <div className="flex items-start gap-3 px-4 pt-4">
              <div className="min-w-0 flex-1">
                <Radix.Title className="text-title font-strong text-strong">{title}</Radix.Title>
                {description && <Radix.Description className="mt-1 text-list text-muted">{description}</Radix.Description>}
              </div>
              <Radix.Close asChild><IconButton label="Close" keys="Esc"><X size={16} aria-hidden /></IconButton></Radix.Close>
            </div>
            <div className="min-h-0 overflow-y-auto p-4">{children}</div>
          </OverlayHost>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** What stands beside the page on wide screens comes in from the right on narrow ones. */
export function Sheet({ open, onOpenChange, title, children }: Omit<Props, 'description' | 'className'>) {
  const [host, setHost] = useState<HTMLElement | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          ref={setHost}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            ;(event.currentTarget as HTMLElement).focus()
          }}
          className="sheet-in fixed inset-y-0 right-0 z-40 flex w-full max-w-panel flex-col bg-surface-1 shadow-overlay"
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <OverlayHost value={host}>{children}</OverlayHost>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const SheetClose = ({ label }: { label: string }) => (
  <Radix.Close asChild><IconButton label={label} keys="Esc"><X size={16} aria-hidden /></IconButton></Radix.Close>
)
