import { useBlocker } from '@tanstack/react-router'
import { Button } from './button'
import { Dialog } from './dialog'

/** Asks before what was typed is lost: by a link, the back key, or closing the tab. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: () => unsaved, enableBeforeUnload: unsaved, withResolver: true })
  return (
    <Dialog open={status === 'blocked'} onOpenChange={(open) => { if (!open) reset?.() }} title="Leave without saving?" description="What you changed here is not saved yet.">
      <div className="flex justify-end gap-2"><Button onClick={() => proceed?.()}>Leave without saving</Button><Button tone="primary" onClick={() => reset?.()}>Stay here</Button></div>
    </Dialog>
  )
}
