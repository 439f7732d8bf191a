/** What jobs do, in words; a kind that is missing here is shown by its name. */
const kinds: Record<string, string> = {
  normalise: 'Understand what came in',
  early_news: 'Understand news that came early',
  read: 'Read a conversation',
  answer: 'Act on a customer’s answer',
  quote_text: 'Write the text of a quote',
  order_text: 'Write the text of an order',
  send: 'Send a message',
  'simulator.text': 'Text of a simulated phone',
  'simulator.report': 'Receipt of a simulated phone',
  purge: 'Remove what is kept no longer',
  'quotes.expire': 'Expire quotes',
}

export const wordsOf = (kind: string) => kinds[kind] ?? kind

/** Ids of a payload, without braces: `eventId 12`. */
export const payloadOf = (payload: unknown): string =>
  typeof payload === 'object' && payload !== null ? Object.entries(payload).map(([name, value]) => `${name} ${String(value)}`).join(', ') : String(payload)
