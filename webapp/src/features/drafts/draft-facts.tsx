import { useState } from 'react'
import { cx } from '@/lib/class-names'
import { formatDay, formatDistance } from '@/lib/dates'
import { formatAmount, formatMoney, minorDigits } from '@/lib/money'
import { Tooltip } from '@/ui/tooltip'
import type { Budget, Change, DraftView } from './api'
import { setBudget, setNeededBy, setShipTo } from './changes'
import { draftField, sameField, type FieldState } from './evidence'
import { EvidenceField } from './evidence-field'

interface Props { draft: DraftView; editable: boolean; onChange: (change: Change) => void }

const has = (draft: DraftView, field: string) => draft.evidence.some((evidence) => sameField(evidence.field, field))
const input = (state: FieldState) => cx(
  'h-control-small rounded-input border bg-surface-1 px-2 text-list text-strong figures max-phone:h-9 max-phone:text-message',
  state.sureness === 'check' ? 'border-warn-line' : 'border-line',
)
const doubt = (state: FieldState) => (state.sureness === 'sure' ? undefined : state.sureness)

/** Date, budget and address: they belong to the whole draft, and none of them must be there. */
export function DraftFacts({ draft, editable, onChange }: Props) {
  const date = draftField(draft, 'needed_by')
  const budget = draftField(draft, 'budget')
  const address = draftField(draft, 'ship_to')
  if (!editable && !draft.neededBy && !draft.budget && !draft.shipTo) return null

  return (
    <section aria-label="Date, budget and address" className="flex flex-col gap-3 px-4 py-3">
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <EvidenceField lineId={null} field="needed_by" hasEvidence={has(draft, 'needed_by')} state={date} label="Needed by">
          {editable ? <DateInput value={draft.neededBy} state={date} onCommit={(day) => onChange(setNeededBy(day))} /> : <span className="text-list text-strong">{draft.neededBy ? formatDay(draft.neededBy) : '–'}</span>}
          {draft.neededBy && <p className="mt-0.5 text-meta text-muted">{editable ? `${formatDay(draft.neededBy)}, ` : ''}{formatDistance(draft.neededBy)}</p>}
          {date.sureness === 'check' && date.question && <p className="mt-0.5 text-meta text-warn-text">{date.question}</p>}
        </EvidenceField>
        <EvidenceField lineId={null} field="budget" hasEvidence={has(draft, 'budget')} state={budget} label="Budget">
          {editable ? <BudgetInput value={draft.budget} currency={draft.currency} state={budget} onCommit={(next) => onChange(setBudget(next))} /> : <span className="text-list text-strong figures">{draft.budget ? `${formatAmount(draft.budget.amount, draft.budget.currency)} ${draft.budget.scope === 'each' ? 'each' : 'in total'}` : '–'}</span>}
          <BudgetVersusTotal draft={draft} />
        </EvidenceField>
      </div>
      {(editable || draft.shipTo) && (
        <EvidenceField lineId={null} field="ship_to" hasEvidence={has(draft, 'ship_to')} state={address} label="Ship to" className="w-full!">
          {editable ? <TextInput label="Ship to" value={draft.shipTo} state={address} onCommit={(text) => onChange(setShipTo(text))} /> : <span dir="auto" className="text-list text-strong">{draft.shipTo}</span>}
        </EvidenceField>
      )}
    </section>
  )
}

function DateInput({ value, state, onCommit }: { value: string | null; state: FieldState; onCommit: (day: string | null) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    if (typed !== null && (typed || null) !== value) onCommit(typed || null)
    setTyped(null)
  }
  const field = <input type="date" aria-label="Needed by" data-doubt={doubt(state)} value={typed ?? value ?? ''} onChange={(event) => setTyped(event.target.value)} onBlur={commit} onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) commit() }} className={cx(input(state), 'w-36')} />
  return state.reason ? <Tooltip side="top" text={state.reason}>{field}</Tooltip> : field
}

function BudgetInput({ value, currency, state, onCommit }: { value: Budget | null; currency: string; state: FieldState; onCommit: (budget: Budget | null) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  const used = value?.currency ?? currency
  const parsed = typed === null ? undefined : typed.trim() === '' ? null : Number(typed.replace(/[\s,'’$€£]/g, ''))
  const wrong = typed !== null && parsed !== null && !(Number.isFinite(parsed) && (parsed ?? 0) > 0)
  const commit = () => {
    if (typed === null || wrong) return
    setTyped(null)
    if (parsed === null) { if (value) onCommit(null) } else if (parsed !== undefined && parsed !== value?.amount) onCommit({ amount: parsed, currency: used, scope: value?.scope ?? 'total' })
  }
  const field = (
    <input aria-label={`Budget in ${used}`} aria-invalid={wrong || undefined} data-doubt={doubt(state)} inputMode="decimal" autoComplete="off" placeholder="None" value={typed ?? value?.amount ?? ''} onChange={(event) => setTyped(event.target.value)} onBlur={commit} onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) commit() }} className={cx(input(state), 'w-28 text-right placeholder:text-left aria-invalid:border-bad-line')} />
  )
  return (
    <span className="flex items-center gap-1.5">
      <span className="text-meta text-muted">{used}</span>
      {state.reason ? <Tooltip side="top" text={state.reason}>{field}</Tooltip> : field}
      {value && (
        <select aria-label="Budget is meant" value={value.scope} onChange={(event) => onCommit({ ...value, scope: event.target.value as Budget['scope'] })} className={cx(input(state), 'border-transparent bg-surface-2!')}>
          <option value="total">in total</option>
          <option value="each">each</option>
        </select>
      )}
    </span>
  )
}

function TextInput({ label, value, state, onCommit }: { label: string; value: string | null; state: FieldState; onCommit: (text: string | null) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    if (typed !== null && (typed.trim() || null) !== value) onCommit(typed.trim() || null)
    setTyped(null)
  }
  return <input aria-label={label} dir="auto" data-doubt={doubt(state)} autoComplete="off" maxLength={500} placeholder="Not said" value={typed ?? value ?? ''} onChange={(event) => setTyped(event.target.value)} onBlur={commit} onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) commit() }} className={cx(input(state), 'w-full')} />
}

/** What the customer named beside what it comes to. */
export function BudgetVersusTotal({ draft }: { draft: DraftView }) {
  const { budget, total } = draft
  if (!budget || total === null || budget.currency !== draft.currency) return null
  const pieces = draft.lines.reduce((sum, line) => sum + (line.quantity ?? 0), 0)
  const named = budget.amount * 10 ** minorDigits(draft.currency)
  const actual = budget.scope === 'each' ? (pieces > 0 ? Math.round(total / pieces) : 0) : total
  const difference = Math.round(named - actual)
  const each = budget.scope === 'each' ? ' each on average' : ''
  return (
    <p className={cx('mt-0.5 text-meta figures', difference < 0 ? 'text-warn-text' : 'text-good-text')}>
      {difference === 0 ? 'Exactly the total' : difference > 0 ? `${formatMoney(difference, draft.currency)} under${each}` : `${formatMoney(-difference, draft.currency)} over${each}`}
    </p>
  )
}
