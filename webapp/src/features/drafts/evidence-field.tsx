import { UserPen } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import { cx } from '@/lib/class-names'
import { Tooltip } from '@/ui/tooltip'
import { evidenceKey, kindClass, kindOf, letters, type FieldState } from './evidence'
import { useEvidence } from './evidence-light'

interface Props { lineId: string | null; field: string; hasEvidence: boolean; state: FieldState; label?: string; children: ReactNode; className?: string }

/** A field of the draft: lights its words, can be pinned to them, and wears its marks — doubt, letter, set by a person. */
export function EvidenceField({ lineId, field, hasEvidence, state, label, children, className }: Props) {
  const key = evidenceKey(lineId, field)
  const keys = useMemo(() => (hasEvidence ? [key] : []), [hasEvidence, key])
  const { lit, pinned, pin, on } = useEvidence(keys, 'field')
  const kind = kindOf(field)
  return (
    <div className={cx('evidence-field w-fit max-w-full min-w-0', kindClass[kind], className)} data-evidence-field={hasEvidence ? key : undefined} data-lit={lit} {...on}>
      <div className={cx('flex items-center gap-1', label && 'mb-0.5 h-4')}>
        {label && <span className="text-meta text-muted first-letter:uppercase">{label}</span>}
        {label && <Marks hasEvidence={hasEvidence} kind={kind} state={state} pinned={pinned} pin={pin} />}
      </div>
      <div className="flex min-w-0 items-center gap-1.5">
        <div className="min-w-0 flex-1">{children}</div>
        {!label && <Marks hasEvidence={hasEvidence} kind={kind} state={state} pinned={pinned} pin={pin} />}
      </div>
    </div>
  )
}

function Marks({ hasEvidence, kind, state, pinned, pin }: { hasEvidence: boolean; kind: keyof typeof letters; state: FieldState; pinned: boolean; pin: () => void }) {
  return (
    <>
      {state.sureness === 'check' && state.reason && (
        <Tooltip side="top" text={state.reason}><span role="img" aria-label={`Check: ${state.reason}`} className="size-2 shrink-0 rounded-chip bg-warn-line" /></Tooltip>
      )}
      {state.pinned && <Tooltip text="Set by a person; reading again leaves it alone"><span role="img" aria-label="Set by a person" className="shrink-0 text-muted"><UserPen size={12} aria-hidden /></span></Tooltip>}
      {hasEvidence && (
        <Tooltip text={pinned ? 'Let go of the words' : 'Hold the words in the message lit'}>
          <button type="button" tabIndex={-1} aria-label={`Show the words for the ${kind}`} aria-pressed={pinned} onClick={pin} className={cx('evidence-letter grid size-4 shrink-0 place-items-center rounded-key hover:bg-surface-3', pinned && 'bg-surface-3')}>{letters[kind]}</button>
        </Tooltip>
      )}
    </>
  )
}
