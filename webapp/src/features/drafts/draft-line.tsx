import { ChevronDown, PackageX, X } from 'lucide-react'
import { cx } from '@/lib/class-names'
import { formatCount, formatMoney, formatUnitPrice } from '@/lib/money'
import { IconButton } from '@/ui/button'
import { ThingImage } from '@/ui/thing-image'
import { Tooltip } from '@/ui/tooltip'
import type { Change, DraftLine as Line, DraftView } from './api'
import { AttributeFields } from './attribute-fields'
import { setAttribute, setProduct, setQuantity } from './changes'
import { lineField, sameField } from './evidence'
import { EvidenceField } from './evidence-field'
import { ProductPicker } from './product-picker'
import { QuantityField } from './quantity-field'

interface Props { draft: DraftView; line: Line; editable: boolean; onChange: (change: Change) => void; onRemove: () => void }

const has = (line: Line, field: string) => line.evidence.some((evidence) => sameField(evidence.field, field))

export function DraftLine({ draft, line, editable, onChange, onRemove }: Props) {
  const product = lineField(draft, line, 'product')
  const quantity = lineField(draft, line, 'quantity')
  const name = line.product?.name ?? (line.description || 'Unknown product')
  const wanted = line.quantity

  return (
    <li aria-label={name} data-line={line.id} className="group border-b border-hair px-4 py-3">
      <div className="flex gap-3">
        <ThingImage url={line.imageUrl} />
        <div className="min-w-0 flex-1">
          <div className="flex items-start gap-2">
            <div className="-ml-1 min-w-0 flex-1">
              <EvidenceField lineId={line.id} field="product" hasEvidence={has(line, 'product')} state={product} className={product.sureness === 'missing' ? 'w-full!' : undefined}>
                <ProductName line={line} question={product.question} reason={product.reason} sureness={product.sureness} editable={editable} currency={draft.currency} onPick={(picked) => onChange(setProduct(line.id, picked))} />
              </EvidenceField>
            </div>
            <span className="shrink-0 pt-0.5 text-body font-strong text-strong figures"><span className="sr-only">Line total </span>{line.total === null ? <span className="font-normal text-muted">–</span> : formatMoney(line.total, draft.currency)}</span>
            {editable && <IconButton small label={`Remove ${name}`} onClick={onRemove} className="-mt-0.5 -mr-1.5 text-muted"><X size={14} aria-hidden /></IconButton>}
          </div>
          {line.product && <p className="mt-0.5 truncate text-meta text-muted">{line.variant?.sku ?? line.product.sku}</p>}
          <div className="mt-2 flex flex-wrap items-start gap-x-3 gap-y-1.5">
            <EvidenceField lineId={line.id} field="quantity" hasEvidence={has(line, 'quantity')} state={quantity} label="Quantity" className={quantity.sureness === 'missing' ? 'w-full!' : undefined}>
              {editable
                ? <QuantityField label={`Quantity of ${name}`} value={line.quantity} state={quantity} onCommit={(next) => onChange(setQuantity(line.id, next))} />
                : <span className="block py-0.5 text-list text-strong figures">{wanted === null ? '–' : formatCount(wanted)}</span>}
            </EvidenceField>
            <AttributeFields draft={draft} line={line} editable={editable} onChange={(attribute, values) => onChange(setAttribute(line.id, attribute, values))} />
          </div>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-meta text-muted figures">
            {line.unitPriceMicros !== null && <span>{formatUnitPrice(line.unitPriceMicros, draft.currency)} each</span>}
            {line.stated && line.stated.quantity !== line.quantity && <span>· said “{line.stated.quantity} {line.stated.unit}”</span>}
            {line.available !== null && wanted !== null && line.backordered === 0 && <span>· {formatCount(line.available)} available</span>}
          </p>
          <Stock line={line} />
        </div>
      </div>
    </li>
  )
}

/** Said before confirming: what the shelf does not hold will be backordered. */
function Stock({ line }: { line: Line }) {
  if (line.available === null || line.backordered <= 0) return null
  return (
    <p className="mt-1.5 flex items-start gap-1.5 rounded-input bg-warn-tint px-2 py-1 text-meta text-warn-text figures">
      <PackageX size={14} aria-hidden className="mt-px shrink-0" />
      {line.available > 0 ? `Only ${formatCount(line.available)} available, ${formatCount(line.backordered)} will be backordered` : `None available, all ${formatCount(line.backordered)} will be backordered`}
    </p>
  )
}

interface NameProps { line: Line; question: string | null; reason: string | null; sureness: string; editable: boolean; currency: string; onPick: (product: Line['alternatives'][number]) => void }

function ProductName({ line, question, reason, sureness, editable, currency, onPick }: NameProps) {
  const missing = sureness === 'missing'
  const inside = missing
    ? <span className="min-w-0 flex-1 text-left"><span className="block text-list text-strong">{question ?? 'Which product?'}</span>{line.description && <span dir="auto" className="block truncate text-meta text-muted">“{line.description}”</span>}</span>
    : <span dir="auto" className="min-w-0 text-left text-body font-strong wrap-anywhere text-strong">{line.product?.name}</span>
  if (!editable) return <div className="flex px-1">{inside}</div>

  const trigger = (
    <button
      type="button"
      data-doubt={sureness === 'sure' ? undefined : sureness}
      className={cx('flex max-w-full items-center gap-1 rounded-input', missing ? 'w-full border border-dashed border-warn-line px-2 py-1 hover:bg-surface-2' : 'px-1 hover:bg-surface-2')}
    >
      <span className="sr-only">{missing ? 'Choose a product: ' : 'Product: '}</span>
      {inside}
      <ChevronDown size={14} aria-hidden className={cx('shrink-0 text-muted', !missing && 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100')} />
    </button>
  )
  return <ProductPicker trigger={reason ? <Tooltip side="top" text={reason}>{trigger}</Tooltip> : trigger} alternatives={line.alternatives} words={line.description} currency={currency} onPick={onPick} />
}
