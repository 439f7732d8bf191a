import type { ProductItem } from '@/api/products'
import type { Budget, Change, DraftLine, DraftView } from './api'

// Corrections as data: each says what it makes of the draft at once, before the server has priced it.

const changeLine = (id: string, change: (line: DraftLine) => DraftLine): Change => ({
  lines: true,
  apply: (draft) => ({ ...draft, total: null, lines: draft.lines.map((line) => (line.id === id ? change(line) : line)) }),
})

const pin = (line: DraftLine, field: string): DraftLine => ({
  ...line, pinned: [...new Set([...line.pinned, field])], doubts: line.doubts.filter((doubt) => doubt.field !== field),
})

export const setQuantity = (lineId: string, quantity: number | null) => changeLine(lineId, (line) => ({
  ...pin(line, 'quantity'), quantity, total: null, backordered: line.available === null ? 0 : Math.max(0, (quantity ?? 0) - line.available),
}))

type Product = Pick<ProductItem, 'id' | 'sku' | 'name'>

export const setProduct = (lineId: string, { id, sku, name }: Product) => changeLine(lineId, (line) => ({
  ...pin(line, 'product'), product: { id, sku, name }, variant: null, unitPriceMicros: null, total: null, available: null, backordered: 0, imageUrl: null,
}))

export const setAttribute = (lineId: string, name: string, values: string[]) => changeLine(lineId, (line) => {
  const attributes = { ...line.attributes, [name]: values }
  if (values.length === 0) delete attributes[name]
  return { ...pin(line, name), attributes }
})

export const removeLine = (lineId: string): Change => ({
  lines: true, apply: (draft) => ({ ...draft, total: null, lines: draft.lines.filter((line) => line.id !== lineId) }),
})

const insert = (line: DraftLine, at: number): Change => ({
  lines: true,
  apply: (draft) => draft.lines.some((other) => other.id !== '' && other.id === line.id) ? draft : { ...draft, total: null, lines: draft.lines.toSpliced(at, 0, line) },
})

/** A line that was read comes back as itself, words and all; one that a person had added is added again. */
export const restoreLine = (line: DraftLine, at: number) => insert(line.evidence.length > 0 ? line : { ...line, id: '' }, at)

export const addLine = (product: Product) => insert(newLine(product), Number.MAX_SAFE_INTEGER)

const newLine = ({ id, sku, name }: Product): DraftLine => ({
  id: '', product: { id, sku, name }, variant: null, description: '', quantity: null, stated: null, attributes: {}, options: {}, unitPriceMicros: null, total: null,
  available: null, backordered: 0, confidence: 1, doubts: [], pinned: ['product'], evidence: [], alternatives: [], imageUrl: null,
})

const pinFact = (draft: DraftView, field: string): DraftView => ({ ...draft, pinned: [...new Set([...draft.pinned, field])] })

export const setNeededBy = (neededBy: string | null): Change => ({ set: ['neededBy'], apply: (draft) => ({ ...pinFact(draft, 'needed_by'), neededBy }) })
export const setBudget = (budget: Budget | null): Change => ({ set: ['budget'], apply: (draft) => ({ ...pinFact(draft, 'budget'), budget }) })
export const setShipTo = (shipTo: string | null): Change => ({ set: ['shipTo'], apply: (draft) => ({ ...pinFact(draft, 'ship_to'), shipTo }) })
