import { ChevronDown } from 'lucide-react'
import { cx } from '@/lib/class-names'
import { Menu, MenuChoice, MenuLabel } from '@/ui/menu'
import { Tooltip } from '@/ui/tooltip'
import type { DraftLine, DraftView } from './api'
import { lineField, sameField } from './evidence'
import { EvidenceField } from './evidence-field'

interface Props { draft: DraftView; line: DraftLine; editable: boolean; onChange: (name: string, values: string[]) => void }

const none = '\u0000none'

/** What the product offers to choose from, and what was said beside it. */
export function AttributeFields({ draft, line, editable, onChange }: Props) {
  const names = [...new Set([...Object.keys(line.options), ...Object.keys(line.attributes)])]
  if (names.length === 0) return null
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-1.5">
      {names.map((name) => {
        const values = line.attributes[name] ?? []
        const options = line.options[name] ?? []
        const state = lineField(draft, line, name)
        const hasEvidence = line.evidence.some((evidence) => sameField(evidence.field, name))
        const text = values.join(', ')
        const look = cx(
          'inline-flex h-control-small max-w-44 items-center gap-1 rounded-input border px-2 text-list max-phone:h-9',
          text ? 'text-strong' : 'text-muted', state.sureness === 'check' ? 'border-warn-line' : 'border-line', !text && 'border-dashed',
        )
        const label = name.replaceAll('_', ' ')
        if (!editable || options.length === 0) {
          return text && (
            <EvidenceField key={name} lineId={line.id} field={name} hasEvidence={hasEvidence} state={state} label={label}>
              <span dir="auto" className="block truncate py-0.5 text-list text-strong">{text}</span>
            </EvidenceField>
          )
        }
        const trigger = (
          <button type="button" aria-label={`${label} of ${line.product?.name ?? 'this line'}: ${text || 'any'}`} data-doubt={state.sureness === 'check' ? 'check' : undefined} className={cx(look, 'bg-surface-1 hover:bg-surface-2')}>
            <span dir="auto" className="truncate">{text || 'any'}</span><ChevronDown size={12} aria-hidden className="shrink-0 text-muted" />
          </button>
        )
        return (
          <EvidenceField key={name} lineId={line.id} field={name} hasEvidence={hasEvidence} state={state} label={label}>
            <Menu align="start" label={label} trigger={state.reason ? <Tooltip side="top" text={state.reason}>{trigger}</Tooltip> : trigger}>
              <MenuLabel>{label}</MenuLabel>
              <MenuChoice
                value={values.length === 1 ? values[0]! : values.length === 0 ? none : text}
                onChange={(value) => onChange(name, value === none ? [] : [value])}
                options={[...options.map((value) => ({ value, label: value })), { value: none, label: 'Not chosen' }]}
              />
            </Menu>
          </EvidenceField>
        )
      })}
    </div>
  )
}
