import { ChevronRight, EyeOff, LockKeyhole } from 'lucide-react'
import { useId, useState } from 'react'
import { cx } from '@/lib/class-names'
import { Chip } from '@/ui/chip'
import { Time } from '@/ui/time'
import { actorText, inWords, valueText, type AuditChange, type AuditFilter, type AuditItem } from './audit-api'

const quiet = 'rounded-input text-left hover:text-accent-text hover:underline underline-offset-2'

/** One row of the audit: who did what to which thing; opened, what it was and became. Each part narrows the list to its like. */
export function AuditRow({ item, narrow }: { item: AuditItem; narrow: (filter: AuditFilter) => void }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <li className="border-b border-hair">
      <div className="flex items-start gap-2 px-3 py-2 hover:bg-surface-2">
        <button type="button" aria-expanded={open} aria-controls={id} aria-label={`Details of ${inWords(item.action)}`} onClick={() => setOpen(!open)} className="grid size-6 shrink-0 place-items-center rounded-input text-muted hover:bg-surface-3 hover:text-strong">
          <ChevronRight size={16} aria-hidden className={cx('transition-transform', open && 'rotate-90')} />
        </button>
        <div className="grid min-w-0 flex-1 grid-cols-[9.5rem_minmax(0,12rem)_minmax(0,1fr)] gap-x-3 pt-0.5 text-list max-phone:grid-cols-1">
          <Time at={item.at} as="full" className="whitespace-nowrap text-muted figures" />
          <button type="button" className={cx(quiet, 'truncate text-normal')} onClick={() => narrow({ actor: item.actor ?? undefined })} disabled={!item.actor}>{actorText(item)}</button>
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
            <button type="button" className={cx(quiet, 'font-strong text-strong')} onClick={() => narrow({ action: item.action })}>{inWords(item.action)}</button>
            {item.label && <button type="button" dir="auto" className={cx(quiet, 'max-w-72 truncate text-normal')} onClick={() => narrow({ entity: item.entity, entityId: item.entityId })}>{item.label}</button>}
            {item.erased && <Chip icon={EyeOff}>Personal values erased</Chip>}
          </span>
        </div>
      </div>
      {open && <div id={id} className="px-3 pb-3 pl-11"><Changes changes={item.changes} /><Origin item={item} narrow={narrow} /></div>}
    </li>
  )
}

function Changes({ changes: all }: { changes: AuditChange[] }) {
  const changes = all.filter(({ field }) => field !== 'id') // the thing itself stands beside
  const was = changes.some(({ before }) => before !== null && before !== undefined)
  if (changes.length === 0) return <p className="text-list text-muted">Nothing beside the fact itself was written down.</p>
  return (
    <div role="region" aria-label="What changed" tabIndex={0} className="overflow-x-auto rounded-panel border border-hair">
      <table className="w-full text-list">
        <thead><tr className="text-left text-meta text-muted"><th scope="col" className="px-3 py-1 font-normal">Field</th>{was && <th scope="col" className="px-3 py-1 font-normal">Before</th>}<th scope="col" className="px-3 py-1 font-normal">{was ? 'After' : 'Value'}</th></tr></thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.field}${change.personal}`} className="border-t border-hair align-top">
              <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap text-muted">
                <span className="inline-flex items-center gap-1">{inWords(change.field)}{change.personal && <LockKeyhole size={12} role="img" aria-label="Personal: sealed, and gone when the person is erased" />}</span>
              </th>
              {was && <td dir="auto" className="max-w-80 px-3 py-1.5 break-words text-muted"><del className="decoration-line">{valueText(change.before)}</del></td>}
              <td dir="auto" className="max-w-80 px-3 py-1.5 break-words text-strong">{valueText(change.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Origin({ item, narrow }: { item: AuditItem; narrow: (filter: AuditFilter) => void }) {
  const facts = [
    item.seq === null ? 'Being chained' : `Number ${item.seq}`,
    item.ip && `from ${item.ip}`,
    item.requestId && `request ${item.requestId}`,
  ].filter(Boolean)
  return (
    <p className="flex flex-wrap gap-x-3 pt-2 text-meta text-muted">
      <span className="break-all">{facts.join(' · ')}</span>
      <button type="button" className={cx(quiet, 'text-accent-text')} onClick={() => narrow({ entity: item.entity, entityId: item.entityId })}>Everything about this {inWords(item.entity).toLowerCase()}</button>
    </p>
  )
}
