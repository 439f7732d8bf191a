import { useIsMutating, useQueryClient } from '@tanstack/react-query'
import { CircleHelp, FileCheck, Plus, RefreshCw } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { useCan, useMay } from '@/api/session'
import { StatusChip } from '@/features/status-chip'
import { useKeys } from '@/lib/keys'
import { formatMoney } from '@/lib/money'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Keys } from '@/ui/keys'
import { Time } from '@/ui/time'
import { toastWithUndo } from '@/ui/toaster'
import { draftQuery, useConfirmDraft, useDismissDraft, useEditDraft, type DraftView } from './api'
import { addLine, removeLine, restoreLine, setProduct } from './changes'
import { DismissDialog } from './dismiss-dialog'
import { DraftFacts } from './draft-facts'
import { DraftLine } from './draft-line'
import { missingCount } from './evidence'
import { ProductPicker } from './product-picker'
import { focusMissing, useDoubtKeys } from './use-doubts'

interface Props { draft: DraftView; /** The quote that the draft became. */ quote?: ReactNode; /** Beside the title: a choice of drafts, a close button. */ aside?: ReactNode }

const intents: Record<DraftView['intent'], string> = {
  order: 'Order', quote_request: 'Quote request', reorder: 'Reorder', change: 'Change', cancel: 'Cancellation', question: 'Question', status: 'Status question', complaint: 'Complaint',
  artwork: 'Artwork', confirmation: 'Confirmation', small_talk: 'Small talk', spam: 'Spam',
}

export function DraftPanel({ draft, quote, aside }: Props) {
  const panel = useRef<HTMLElement>(null)
  const client = useQueryClient()
  const edit = useEditDraft(draft.id)
  const confirm = useConfirmDraft(draft.id, () => focusMissing(panel.current))
  const dismiss = useDismissDraft(draft.id)
  const [dismissing, setDismissing] = useState(false)
  const saving = useIsMutating({ mutationKey: ['draft', draft.id] }) > 0
  const stale = draft.status === 'stale'
  // While it is read again the fields stay where they are, caret and all: a correction waits until reading has come to rest.
  const [may, can] = [useMay(), useCan()]
  const editable = can(draft, 'edit') || (stale && may('drafts_edit'))
  const mayConfirm = can(draft, 'confirm')
  const missing = missingCount(draft)
  useDoubtKeys(panel, draft, editable, (lineId, product) => edit.mutate(setProduct(lineId, product)))

  const confirmNow = () => {
    if (!mayConfirm || confirm.isPending) return
    // A field that still holds the caret sends its correction first; both wait in one line.
    const caret = document.activeElement
    if (caret instanceof HTMLElement && panel.current?.contains(caret) && caret.matches('input,select')) caret.blur()
    const corrected = client.isMutating({ mutationKey: ['draft', draft.id] }) > 0
    setTimeout(() => {
      const latest = corrected ? client.getQueryData(draftQuery(draft.id).queryKey) ?? draft : draft
      if (missingCount(latest) > 0) focusMissing(panel.current)
      else confirm.mutate({ seen: draft.version, corrected })
    })
  }
  useKeys({ 'Ctrl+Enter': (event) => { if (!(event.target as Element | null)?.closest('form')) confirmNow() } }, mayConfirm)

  const remove = (lineId: string) => {
    const at = draft.lines.findIndex((line) => line.id === lineId)
    const line = draft.lines[at]
    if (!line) return
    edit.mutate(removeLine(lineId), { onSuccess: () => toastWithUndo(`Removed ${line.product?.name ?? 'a line'}`, () => edit.mutate(restoreLine(line, at))) })
  }
  const add = (product: DraftView['lines'][number]['alternatives'][number]) =>
    edit.mutate(addLine(product), { onSuccess: () => setTimeout(() => focusMissing(panel.current)) })

  const open = draft.questions.filter((question) => question.lineId === null && question.field === null)

  return (
    <section ref={panel} aria-label="Draft" tabIndex={-1} className="flex h-full min-h-0 flex-col bg-surface-1">
      <header className="flex min-h-13 items-center gap-2 border-b border-hair px-4 py-2">
        <h2 className="text-body font-strong text-strong">{intents[draft.intent]}</h2>
        <StatusChip of="draft" value={draft.status} />
        <span className="ml-auto text-meta text-muted" aria-live="polite">{saving ? 'Saving…' : <>Updated <Time at={draft.updatedAt} /></>}</span>
        {aside}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {stale && <div className="px-4 pt-3"><Banner tone="warn" icon={RefreshCw}>A newer message arrived, reading again… What you corrected stays.</Banner></div>}
        {quote && <div className="px-4 pt-3">{quote}</div>}
        {open.length > 0 && (
          <ul aria-label="Open questions" className="space-y-1 px-4 pt-3">
            {open.map((question, index) => <li key={index} className="flex items-start gap-1.5 text-list text-warn-text"><CircleHelp size={14} aria-hidden className="mt-0.5 shrink-0" />{question.text}</li>)}
          </ul>
        )}
        {draft.lines.length === 0 && <p className="px-4 py-6 text-center text-list text-muted">No product was found in the messages.{editable && ' Add a line, or dismiss the draft.'}</p>}
        <ul aria-label="Lines">
          {draft.lines.map((line, index) => <DraftLine key={line.id || `new ${index}`} draft={draft} line={line} editable={editable} onChange={(change) => edit.mutate(change)} onRemove={() => remove(line.id)} />)}
        </ul>
        {editable && (
          <div className="border-b border-hair px-3 py-2">
            <ProductPicker alternatives={[]} words="" currency={draft.currency} onPick={add} trigger={<Button small tone="ghost" icon={<Plus size={14} aria-hidden />}>Add a line</Button>} />
          </div>
        )}
        <DraftFacts draft={draft} editable={editable} onChange={(change) => edit.mutate(change)} />
      </div>
      <footer className="border-t border-hair px-4 py-3">
        <div className="flex items-baseline justify-between gap-3">
          <span className="text-list text-muted">{draft.lines.length} {draft.lines.length === 1 ? 'line' : 'lines'}</span>
          <span className="text-title font-strong text-strong figures"><span className="sr-only">Total </span>{draft.total === null ? <span className="font-normal text-muted">–</span> : formatMoney(draft.total, draft.currency)}</span>
        </div>
        {(mayConfirm || can(draft, 'dismiss')) && (
          <div className="mt-3 flex gap-2">
            {can(draft, 'dismiss') && <Button onClick={() => setDismissing(true)} className="h-9!">Dismiss…</Button>}
            {stale && <Button className="h-9! flex-1" disabled icon={<RefreshCw size={16} aria-hidden />}>Reading again…</Button>}
            {mayConfirm && (
              <Button tone={missing > 0 ? 'plain' : 'primary'} className="h-9! flex-1" busy={confirm.isPending} onClick={confirmNow} icon={<FileCheck size={16} aria-hidden />} aria-keyshortcuts="Control+Enter">
                {missing > 0 ? `Fill ${missing} missing ${missing === 1 ? 'field' : 'fields'}` : 'Confirm and send quote'}
                {missing === 0 && <span className="max-phone:hidden"><Keys keys="Ctrl+Enter" onAccent /></span>}
              </Button>
            )}
          </div>
        )}
      </footer>
      <DismissDialog open={dismissing} onOpenChange={setDismissing} busy={dismiss.isPending} onDismiss={(reason) => dismiss.mutate({ version: draft.version, reason }, { onSettled: () => setDismissing(false) })} />
    </section>
  )
}
