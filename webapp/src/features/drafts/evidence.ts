import type { DraftLine, DraftView, Evidence } from './api'

export type Kind = 'product' | 'quantity' | 'attribute' | 'date' | 'money' | 'address'

const kinds: Record<string, Kind> = {
  product: 'product', quantity: 'quantity', stated: 'quantity',
  neededby: 'date', neededbefore: 'date', daterange: 'date', eventdate: 'date', notbefore: 'date',
  budget: 'money', shipto: 'address', deliveryaddress: 'address',
}

export const letters: Record<Kind, string> = { product: 'P', quantity: 'Q', attribute: 'A', date: 'D', money: 'M', address: 'S' }

/** Written out, so that the stylesheet finds them. */
export const kindClass: Record<Kind, string> = {
  product: 'kind-product', quantity: 'kind-quantity', attribute: 'kind-attribute', date: 'kind-date', money: 'kind-money', address: 'kind-address',
}

/** needed_by, neededBy and "needed by" are one field. */
export const sameField = (a: string, b: string) => plain(a) === plain(b)
const plain = (field: string) => field.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

export const kindOf = (field: string): Kind => kinds[plain(field)] ?? 'attribute'

/** Names one field of one line (or of the draft itself) on both sides of the screen; holds no blanks, since it stands in attribute lists. */
export const evidenceKey = (lineId: string | null, field: string) => `${lineId ?? 'draft'}/${plain(field)}`

export interface Span { start: number; end: number; key: string; kind: Kind; label: string }

const readable = (field: string) => field.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** All words of one message that the draft rests on. */
export function spansOf(draft: DraftView, messageId: string): Span[] {
  const span = (lineId: string | null, what: string) => (evidence: Evidence): Span => ({
    start: evidence.start, end: evidence.end, key: evidenceKey(lineId, evidence.field), kind: kindOf(evidence.field), label: `${readable(evidence.field)}${what}`,
  })
  const here = (evidence: Evidence) => evidence.messageId === messageId && !evidence.attachmentId
  return [
    ...draft.evidence.filter(here).map(span(null, '')),
    ...draft.lines.flatMap((line, index) => line.evidence.filter(here).map(span(line.id, ` of ${line.product?.name ?? `line ${index + 1}`}`))),
  ]
}

export interface Segment { text: string; spans: Span[]; ends: Kind[] }

/**
 * Cuts a text at the ends of all spans, so that words which several fields rest on light each of them. Offsets are
 * UTF-16 units, as both server and browser count; those outside the text are left out rather than shown wrongly.
 */
export function segmentsOf(text: string, spans: Span[]): Segment[] {
  const valid = spans.filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
  const cuts = [...new Set([0, text.length, ...valid.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1]!
    return {
      text: text.slice(from, to),
      // The tightest first: inside "white mugs" the word "white" wears the colour's mark, not the product's.
      spans: valid.filter(({ start, end }) => start <= from && end >= to).sort((a, b) => (a.end - a.start) - (b.end - b.start)),
      ends: [...new Set(valid.filter(({ end }) => end === to).map(({ kind }) => kind))],
    }
  })
}

export type Sureness = 'sure' | 'check' | 'missing'
export interface FieldState { sureness: Sureness; reason: string | null; pinned: boolean; question: string | null }

/** Once it is decided, nothing is left to check. */
const isDone = (draft: DraftView) => draft.status === 'confirmed' || draft.status === 'dismissed'

/** How sure a field of a line is: a person's word beats every doubt. */
export function lineField(draft: DraftView, line: DraftLine, field: string): FieldState {
  const pinned = line.pinned.some((name) => sameField(name, field))
  const question = draft.questions.find((asked) => asked.lineId === line.id && asked.field !== null && sameField(asked.field, field))?.text ?? null
  const doubt = line.doubts.find((found) => sameField(found.field, field))?.text ?? null
  const empty = field === 'product' ? line.product === null : field === 'quantity' ? line.quantity === null : false
  if (empty) return { sureness: 'missing', reason: doubt, pinned, question: question ?? (field === 'product' ? 'Which product?' : 'How many?') }
  const unsure = line.evidence.some((evidence) => evidence.confidence === 'check' && sameField(evidence.field, field))
  const reason = pinned || isDone(draft) ? null : doubt ?? question ?? (unsure ? 'The reader is not sure of this.' : null)
  return { sureness: reason ? 'check' : 'sure', reason, pinned, question }
}

/** The same for what belongs to the whole draft: date, budget, address. None of them must be there. */
export function draftField(draft: DraftView, field: string): FieldState {
  const pinned = draft.pinned.some((name) => sameField(name, field))
  const question = draft.questions.find((asked) => asked.lineId === null && asked.field !== null && sameField(asked.field, field))?.text ?? null
  const unsure = draft.evidence.some((evidence) => evidence.confidence === 'check' && sameField(evidence.field, field))
  const reason = pinned || isDone(draft) ? null : question ?? (unsure ? 'The reader is not sure of this.' : null)
  return { sureness: reason ? 'check' : 'sure', reason, pinned, question }
}

/** Fields that must be filled before a quote can be made. */
export const missingCount = (draft: DraftView) =>
  draft.lines.reduce((sum, line) => sum + (line.product ? 0 : 1) + (line.quantity === null ? 1 : 0), 0)
