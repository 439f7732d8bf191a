import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { serve, show, type Call } from '@/test-render'
import { Privacy } from './privacy'

const privacy = {
  rules: [
    { kind: 'raw_events', days: 30, least: 1, most: 365, mayKeep: false },
    { kind: 'closed_conversations', days: null, least: 30, most: 3650, mayKeep: true },
  ],
  runs: [{ id: 1, at: '2026-11-20T10:00:00Z', kind: 'raw_events', before: '2026-10-21T10:00:00Z', removed: 12 }],
  erasures: [{ id: 'e', at: '2026-11-20T10:00:00Z', actorName: 'Ada', reason: 'Asked by letter', afterRestore: true }],
}
const tom = { id: 'c-1', name: 'Tom Okafor', address: '+16085550175', optedOut: true }
const holdings = { messages: 3, conversations: 1, drafts: 2, quotes: 1, orders: 0 }

const answer = ({ path, method }: Call) => method !== 'GET' ? { body: {} }
  : path === '/api/privacy' ? { body: privacy } : path.startsWith('/api/contacts?') ? { body: path.includes('tom') ? [tom] : [] } : { body: holdings }

describe('the privacy screen', () => {
  it('shows the rules, what went by them, and who was erased without a name', async () => {
    serve(answer)
    show(<Privacy search={{}} onSearch={() => {}} />)
    expect(await screen.findByLabelText('Calls from providers')).toHaveValue('30')
    expect(screen.getByLabelText('Words of closed conversations')).toHaveValue('')
    expect(screen.getByRole('table', { name: 'Retention runs' })).toHaveTextContent('Calls from providers')
    expect(screen.getByRole('table', { name: 'Erasures' })).toHaveTextContent('Asked by letter (again, after a restore)')
  })

  it('refuses days beyond the bounds at the field, and saves only what was changed', async () => {
    const calls = serve((call) => call.method === 'PUT' ? { body: privacy } : answer(call))
    show(<Privacy search={{}} onSearch={() => {}} />)
    const days = await screen.findByLabelText('Calls from providers')
    await userEvent.clear(days)
    await userEvent.type(days, '400{Enter}')
    expect(screen.getByText('From 1 to 365 days.')).toBeInTheDocument()
    expect(calls.some(({ method }) => method === 'PUT')).toBe(false)
    await userEvent.clear(days)
    await userEvent.type(days, '14{Enter}')
    await vi.waitFor(() => expect(calls.find(({ method }) => method === 'PUT')?.body).toEqual({ rules: [{ kind: 'raw_events', days: 14 }] }))
  })

  it('finds a person, gives out the file, and erases only with a reason, naming what is lost', async () => {
    const calls = serve(answer)
    show(<Privacy search={{ q: 'tom' }} onSearch={() => {}} />)
    const found = within(await screen.findByRole('list', { name: 'People found' }))
    expect(found.getByRole('listitem')).toHaveTextContent('+16085550175 · has replied STOP')
    expect(found.getByRole('link', { name: 'Export' })).toHaveAttribute('href', '/api/contacts/c-1/export')

    await userEvent.click(found.getByRole('button', { name: 'Erase…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Erase Tom Okafor?' }))
    expect(await dialog.findByText(/the words and files of 3 messages in 1 conversation; 2 drafts/)).toBeInTheDocument()
    expect(dialog.getByRole('button', { name: 'Erase for good' })).toBeDisabled()
    await userEvent.type(dialog.getByLabelText('Reason'), ' Asked by letter {Enter}')
    await vi.waitFor(() => expect(calls.find(({ method }) => method === 'POST')).toMatchObject({ path: '/api/contacts/c-1/erase', body: { reason: 'Asked by letter' } }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('says that nobody has the name, and asks for nothing before two letters', async () => {
    const calls = serve(answer)
    const { unmount } = show(<Privacy search={{ q: 'nobody' }} onSearch={() => {}} />)
    expect(await screen.findByText('Nobody here has this name or number.')).toBeInTheDocument()
    unmount()
    calls.length = 0
    show(<Privacy search={{ q: 'n' }} onSearch={() => {}} />)
    await screen.findByLabelText('Calls from providers')
    expect(calls.some(({ path }) => path.startsWith('/api/contacts'))).toBe(false)
  })
})
