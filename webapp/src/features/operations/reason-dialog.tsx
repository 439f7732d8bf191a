import { useState, type FormEvent } from 'react'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, TextArea } from '@/ui/field'

interface Props { title: string; description: string; action: string; danger?: boolean; busy: boolean; close: () => void; confirm: (reason: string) => void }

/** Asks why; the reason is kept in the audit log. */
export function ReasonDialog({ title, description, action, danger, busy, close, confirm }: Props) {
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    if (reason.length < 3) setMissing(true)
    else confirm(reason)
  }
  return (
    <Dialog open onOpenChange={(open) => { if (!open) close() }} title={title} description={description}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Reason" help="Kept in the audit log." error={missing ? 'Say why, in a few words.' : undefined}>{(ids) => <TextArea {...ids} name="reason" rows={3} maxLength={300} required />}</Field>
        <div className="flex justify-end gap-2"><Button onClick={close}>Cancel</Button><Button type="submit" tone={danger ? 'danger' : 'primary'} busy={busy}>{action}</Button></div>
      </form>
    </Dialog>
  )
}
