import { useQuery } from '@tanstack/react-query'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { serve, show, type Call } from '@/test-render'
import { aDraft, aLine, words } from './a-draft'
import { draftQuery, type DraftView } from './api'
import { DraftPanel } from './draft-panel'
import { spansOf } from './evidence'
import { EvidenceLight } from './evidence-light'
import { EvidenceText } from './evidence-text'

function Joined() {
  const draft = useQuery(draftQuery('d1')).data!
  return <EvidenceLight><p><EvidenceText text={words} spans={spansOf(draft, 'm1')} /></p><DraftPanel draft={draft} /></EvidenceLight>
}

/** A server that keeps one draft: an edit raises the version, as the real one does. */
async function open(draft: DraftView, answer?: (call: Call) => { status?: number; body?: unknown } | undefined) {
  let kept = draft
  const calls = serve((call) => {
    const own = answer?.(call)
    if (own) return own
    if (call.method === 'PUT') {
      const lines = (call.body as { lines?: { id: string; quantity: number }[] }).lines
      kept = { ...kept, version: kept.version + 1, lines: lines ? kept.lines.filter((line) => lines.some((wanted) => wanted.id === line.id)).map((line, index) => ({ ...line, quantity: lines[index]!.quantity, pinned: ['quantity'] })) : kept.lines }
    }
    if (call.path.endsWith('/confirm')) return { body: { quoteId: 'q1', number: 'Q-1001' } }
    return { body: kept }
  })
  show(<Joined />, (client) => client.setQueryData(['drafts', 'd1'], draft))
  await screen.findByRole('region', { name: 'Draft' })
  return calls
}

const quantity = () => screen.getByRole('textbox', { name: 'Quantity of Ceramic mug' })
const sent = (calls: Call[], method: string, end = '') => calls.filter((call) => call.method === method && call.path.endsWith(end))

describe('the draft panel', () => {
  it('lights the field of the words and the words of the field', async () => {
    await open(aDraft())
    const user = userEvent.setup()
    const said = screen.getByRole('button', { name: '150: quantity of Ceramic mug' })
    await user.hover(said)
    expect(quantity().closest('[data-evidence-field]')).toHaveAttribute('data-lit', 'true')
    await user.unhover(said)
    expect(quantity().closest('[data-evidence-field]')).toHaveAttribute('data-lit', 'false')
    await user.hover(quantity())
    expect(said).toHaveAttribute('data-lit', 'true')
  })

  it('holds what was clicked', async () => {
    await open(aDraft())
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: '150: quantity of Ceramic mug' }))
    await user.unhover(screen.getByRole('button', { name: '150: quantity of Ceramic mug' }))
    expect(quantity().closest('[data-evidence-field]')).toHaveAttribute('data-lit', 'true')
  })

  it('sends a correction with the version it saw, once, when the caret leaves', async () => {
    const calls = await open(aDraft())
    const user = userEvent.setup()
    await user.clear(quantity())
    await user.type(quantity(), '1,200')
    await user.tab()
    await waitFor(() => expect(sent(calls, 'PUT')).toHaveLength(1))
    expect(sent(calls, 'PUT')[0]!.body).toMatchObject({ version: 3, lines: [{ id: 'l1', productId: 'p1', quantity: 1200, attributes: { color: ['white'] } }] })
    expect(screen.getByRole('img', { name: 'Set by a person' })).toBeInTheDocument()
  })

  it('keeps what cannot be a quantity, with the reason, and sends nothing', async () => {
    const calls = await open(aDraft())
    const user = userEvent.setup()
    await user.clear(quantity())
    await user.type(quantity(), '-5')
    await user.tab()
    expect(screen.getByRole('alert')).toHaveTextContent('A whole number from 1 to 1,000,000.')
    expect(quantity()).toHaveValue('-5')
    expect(sent(calls, 'PUT')).toHaveLength(0)
  })

  it('confirms with Ctrl+Enter the version that was seen', async () => {
    const calls = await open(aDraft())
    await userEvent.setup().keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(sent(calls, 'POST', '/confirm')).toHaveLength(1))
    expect(sent(calls, 'POST', '/confirm')[0]!.body).toMatchObject({ version: 3 })
    expect(await screen.findByText('Quote Q-1001 is on its way')).toBeInTheDocument()
  })

  it('sends what is still being typed before it confirms', async () => {
    const calls = await open(aDraft())
    const user = userEvent.setup()
    await user.clear(quantity())
    await user.type(quantity(), '99{Control>}{Enter}{/Control}')
    await waitFor(() => expect(sent(calls, 'POST', '/confirm')).toHaveLength(1))
    expect(sent(calls, 'PUT')[0]!.body).toMatchObject({ version: 3, lines: [{ quantity: 99 }] })
    expect(sent(calls, 'POST', '/confirm')[0]!.body).toMatchObject({ version: 4 })
  })

  it('says what happened when the draft changed meanwhile', async () => {
    const calls = await open(aDraft(), ({ path }) => path.endsWith('/confirm') ? { status: 409, body: { code: 'draft.stale', detail: 'A newer message arrived.' } } : undefined)
    await userEvent.setup().click(screen.getByRole('button', { name: /Confirm and send quote/ }))
    expect(await screen.findByText(/A newer message arrived. The newest state is shown now/)).toBeInTheDocument()
    await waitFor(() => expect(sent(calls, 'GET', '/api/drafts/d1')).not.toHaveLength(0))
  })

  it('goes from doubt to doubt with Tab, and to what is missing instead of confirming', async () => {
    const doubtful = aLine({ doubts: [{ field: 'product', text: 'Two fit.' }] })
    const open2 = aLine({ id: 'l2', product: null, quantity: null, description: 'caps', attributes: {}, options: {}, total: null, evidence: [] })
    const calls = await open(aDraft({ lines: [doubtful, open2], total: null, questions: [{ code: 'quantity', text: 'How many is “some”?', lineId: 'l2', field: 'quantity' }] }))
    const user = userEvent.setup()
    await user.tab()
    expect(screen.getByRole('button', { name: 'Product: Ceramic mug' })).toHaveFocus()
    await user.tab()
    expect(screen.getByRole('button', { name: /^Choose a product:/ })).toHaveFocus()
    await user.tab()
    expect(screen.getByPlaceholderText('How many is “some”?')).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Fill 2 missing fields' }))
    expect(screen.getByRole('button', { name: /^Choose a product:/ })).toHaveFocus()
    expect(sent(calls, 'POST', '/confirm')).toHaveLength(0)
  })

  it('takes the first alternative with Alt+1', async () => {
    const calls = await open(aDraft({ lines: [aLine({ doubts: [{ field: 'product', text: 'Two fit.' }] })] }))
    await userEvent.setup().keyboard('{Alt>}[Digit1]{/Alt}')
    await waitFor(() => expect(sent(calls, 'PUT')[0]?.body).toMatchObject({ lines: [{ id: 'l1', productId: 'p9' }] }))
  })

  it('tells before confirming what will be backordered, and how the budget stands', async () => {
    await open(aDraft({ lines: [aLine({ available: 37, backordered: 113 })] }))
    expect(screen.getByText('Only 37 available, 113 will be backordered')).toBeInTheDocument()
    expect(screen.getByText('$91.50 under')).toBeInTheDocument()
  })

  it('can be read but not changed once it is confirmed', async () => {
    await open(aDraft({ status: 'confirmed', can: [] }))
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /Confirm/ })).not.toBeInTheDocument()
    expect(screen.getByText('150', { selector: 'span' })).toBeInTheDocument()
  })

  it('says that it is being read again, and keeps the fields under the caret', async () => {
    await open(aDraft({ status: 'stale', can: ['dismiss'] }))
    expect(screen.getByText(/A newer message arrived, reading again/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Reading again…' })).toBeDisabled()
    expect(quantity()).toBeInTheDocument()
  })

  it('puts a correction into the newest state when a message came in while it was typed', async () => {
    let met = 0
    const newest = aDraft({ version: 9, lines: [aLine({ attributes: { color: ['black'] } })] })
    const calls = await open(aDraft(), ({ method, body }) => {
      if (method === 'GET') return { body: newest }
      if (method !== 'PUT') return undefined
      return met++ === 0 ? { status: 409, body: { code: 'draft.stale', detail: 'A newer message arrived.' } } : { body: { ...newest, version: 10, lines: [aLine({ quantity: (body as { lines: { quantity: number }[] }).lines[0]!.quantity })] } }
    })
    const user = userEvent.setup()
    await user.clear(quantity())
    await user.type(quantity(), '200{Enter}')
    await waitFor(() => expect(sent(calls, 'PUT')).toHaveLength(2))
    expect(sent(calls, 'PUT')[1]!.body).toMatchObject({ version: 9, lines: [{ quantity: 200, attributes: { color: ['black'] } }] })
    expect(quantity()).toHaveValue('200')
  })

  it('sends the fields of the draft itself by their names', async () => {
    const calls = await open(aDraft())
    const user = userEvent.setup()
    await user.type(screen.getByRole('textbox', { name: 'Ship to' }), '12 Pier St{Enter}')
    await waitFor(() => expect(sent(calls, 'PUT')[0]?.body).toEqual({ version: 3, set: ['ship_to'], shipTo: '12 Pier St' }))
  })
})
