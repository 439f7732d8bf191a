import type { DraftLine, DraftView } from './api'

/** For tests: a draft as the server answers it, read out of one message. */
export const words = '🎉 150 white mugs and some caps by friday'

const at = (field: string, text: string) => ({
  field, messageId: 'm1', start: words.indexOf(text), end: words.indexOf(text) + text.length, text, rule: 'test', confidence: 'sure' as const, attachmentId: null,
})

export const aLine = (change: Partial<DraftLine> = {}): DraftLine => ({
  id: 'l1', product: { id: 'p1', sku: 'MUG', name: 'Ceramic mug' }, variant: null, description: 'white mugs', quantity: 150, stated: null, attributes: { color: ['white'] },
  options: { color: ['white', 'black'] }, unitPriceMicros: 5_390_000, total: 80_850, available: 6_400, backordered: 0, confidence: 0.9, doubts: [], pinned: [],
  evidence: [at('quantity', '150'), at('color', 'white'), at('product', 'white mugs')], alternatives: [{ id: 'p9', sku: 'MUG-15', name: 'Large mug' }], imageUrl: null, ...change,
})

export const aDraft = (change: Partial<DraftView> = {}): DraftView => ({
  id: 'd1', conversationId: 'c1', contactId: 'k1', contact: { id: 'k1', name: 'Dana', address: '+13125550142', optedOut: false, customerId: null }, intent: 'order', status: 'open',
  version: 3, confidence: 0.8, lines: [aLine()], currency: 'USD', total: 80_850, neededBy: '2030-05-03', budget: { amount: 900, currency: 'USD', scope: 'total' }, shipTo: null, pinned: [],
  evidence: [at('needed_by', 'by friday')], questions: [], quote: null, can: ['edit', 'confirm', 'dismiss'], updatedAt: '2026-11-20T12:00:00Z', ...change,
})
