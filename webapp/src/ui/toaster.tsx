import type { CSSProperties } from 'react'
import { toast, Toaster as Sonner } from 'sonner'
import 'sonner/dist/styles.css'
import { offerUndo, undoLast } from '@/lib/undo'
import { useTheme } from '@/lib/theme'

export function Toaster() {
  return (
    <Sonner
      theme={useTheme()}
      position="bottom-left"
      offset={{ bottom: 16, left: 72 }}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      style={{ '--width': 'var(--spacing-toast)' } as CSSProperties}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'focus-visible:outline-2! focus-visible:outline-accent-line! focus-visible:outline-solid! flex w-full font-sans items-center gap-3 rounded-panel bg-surface-1 px-3 py-2.5 text-list text-strong shadow-overlay',
          content: 'flex-1',
          title: 'font-strong',
          description: 'text-muted',
          actionButton: 'rounded-input px-2 py-1 font-strong text-accent-text hover:bg-accent-tint',
          error: 'text-bad-text',
        },
      }}
    />
  )
}

/** Says what was done and can be taken back for ten seconds, also with `u`. */
export function toastWithUndo(text: string, undo: () => void) {
  offerUndo(undo)
  toast(text, { duration: 10_000, action: { label: 'Undo', onClick: () => undoLast() } })
}
