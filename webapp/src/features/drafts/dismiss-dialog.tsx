import { useState } from 'react'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, TextArea } from '@/ui/field'

interface Props { open: boolean; onOpenChange: (open: boolean) => void; onDismiss: (reason: string) => void; busy: boolean }

const common = ['Not an order', 'Already answered', 'The customer changed their mind', 'Read wrongly']

export function DismissDialog({ open, onOpenChange, onDismiss, busy }: Props) {
  const [reason, setReason] = useState('')
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Dismiss this draft" description="The conversation stays as it is. The draft can still be read, but no longer becomes a quote; what was corrected in it is not used.">
      <form className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); if (reason.trim()) onDismiss(reason.trim()) }}>
        <div className="flex flex-wrap gap-2">{common.map((text) => <Button key={text} small onClick={() => setReason(text)} aria-pressed={reason === text}>{text}</Button>)}</div>
        <Field label="Reason" help="For whoever looks at it later.">{(ids) => <TextArea {...ids} rows={2} maxLength={200} required value={reason} onChange={(event) => setReason(event.target.value)} />}</Field>
        <div className="flex justify-end gap-2"><Button onClick={() => onOpenChange(false)}>Keep the draft</Button><Button type="submit" tone="danger" busy={busy} disabled={!reason.trim()}>Dismiss</Button></div>
      </form>
    </Dialog>
  )
}
