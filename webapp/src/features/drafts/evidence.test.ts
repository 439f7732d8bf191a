import { aDraft, aLine, words } from './a-draft'
import { draftField, evidenceKey, kindOf, lineField, missingCount, segmentsOf, spansOf } from './evidence'

describe('the words a draft rests on', () => {
  it('cuts a text at UTF-16 offsets, also after an emoji', () => {
    const segments = segmentsOf(words, spansOf(aDraft(), 'm1'))
    expect(segments.map((segment) => segment.text).join('')).toBe(words)
    expect(segments.filter((segment) => segment.spans.length > 0).map((segment) => segment.text)).toEqual(['150', 'white', ' mugs', 'by friday'])
  })

  it('lets words that several fields rest on light each of them, the tightest first', () => {
    const white = segmentsOf(words, spansOf(aDraft(), 'm1')).find((segment) => segment.text === 'white')!
    expect(white.spans.map((span) => span.kind)).toEqual(['attribute', 'product'])
  })

  it('leaves out spans that do not lie in the text', () => {
    const span = { key: 'k', kind: 'product' as const, label: '' }
    expect(segmentsOf('short', [{ ...span, start: 2, end: 90 }, { ...span, start: -1, end: 2 }, { ...span, start: 3, end: 3 }]).every((segment) => segment.spans.length === 0)).toBe(true)
    expect(segmentsOf('', [])).toEqual([])
  })

  it('takes only the spans of that message', () => expect(spansOf(aDraft(), 'another')).toEqual([]))

  it('knows a field by any spelling', () => {
    expect(evidenceKey(null, 'needed_by')).toBe(evidenceKey(null, 'neededBy'))
    expect([kindOf('needed_by'), kindOf('budget'), kindOf('imprint color'), kindOf('ship_to')]).toEqual(['date', 'money', 'attribute', 'address'])
  })
})

describe('how sure a field is', () => {
  it('is missing with its question when it is empty', () => {
    const line = aLine({ quantity: null })
    const draft = aDraft({ lines: [line], questions: [{ code: 'quantity', text: 'How many is “some”?', lineId: 'l1', field: 'quantity' }] })
    expect(lineField(draft, line, 'quantity')).toMatchObject({ sureness: 'missing', question: 'How many is “some”?' })
    expect(missingCount(draft)).toBe(1)
  })

  it('is to be checked with its reason, until a person has set it or the draft is decided', () => {
    const line = aLine({ doubts: [{ field: 'product', text: 'Two fit.' }] })
    expect(lineField(aDraft(), line, 'product')).toMatchObject({ sureness: 'check', reason: 'Two fit.' })
    expect(lineField(aDraft(), { ...line, pinned: ['product'] }, 'product')).toMatchObject({ sureness: 'sure', pinned: true })
    expect(lineField(aDraft({ status: 'confirmed' }), line, 'product').sureness).toBe('sure')
  })

  it('may be absent on the draft itself', () => expect(draftField(aDraft({ neededBy: null }), 'needed_by').sureness).toBe('sure'))
})
