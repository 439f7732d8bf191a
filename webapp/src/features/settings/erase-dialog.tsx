import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { toast } from 'sonner'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, Input } from '@/ui/field'
import { Bone } from '@/ui/states'
import { holdingsQuery, useEraseContact, type FoundContact } from './privacy-api'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Names what is lost and what stays, and wants a reason. There is no way back. */
export function EraseDialog({ contact, onClose }: { contact: FoundContact; onClose: () => void }) {
  const holdings = useQuery(holdingsQuery(contact.id))
  const erase = useEraseContact(contact.id)
  const [reason, setReason] = useState('')
  const kept = holdings.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim().length >= 3) erase.mutate(reason.trim(), { onSuccess: () => { toast.success('Erased.'); onClose() } })
  }
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose() }} title={`Erase ${contact.name}?`} description="This cannot be undone, and a restored backup will be erased again.">
      <form onSubmit={submit} className="space-y-4" noValidate>
        {kept ? (
          <div className="space-y-2 text-list">
            <p><span className="font-strong text-bad-text">Lost:</span> name and number; the words and files of {counted(kept.messages, 'message', 'messages')} in {counted(kept.conversations, 'conversation', 'conversations')}; {counted(kept.drafts, 'draft', 'drafts')}, of which open ones are dismissed; delivery addresses, also of orders that have not been shipped; whatever the audit says about the person.</p>
            <p><span className="font-strong text-strong">Stays:</span> {counted(kept.quotes, 'quote', 'quotes')} and {counted(kept.orders, 'order', 'orders')} with products, quantities and amounts.</p>
          </div>
        ) : <Bone className="h-24" />}
        <Field label="Reason" help="It is kept in the books. Do not name the person." error={erase.isError ? describeError(erase.error) : undefined}>
          {(ids) => <Input {...ids} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} placeholder="Asked by letter of 1 June" />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep</Button>
          <Button type="submit" tone="danger" busy={erase.isPending} disabled={!kept || reason.trim().length < 3}>Erase for good</Button>
        </div>
      </form>
    </Dialog>
  )
}
