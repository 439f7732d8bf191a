import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { serve, show } from '@/test-render'
import { Operations } from './operations'

const job = { id: 7, kind: 'read', state: 'dead', payload: { contactId: 'c-1' }, error: 'InvalidDataException: no paper', attempts: 12, createdAt: '2026-11-20T10:00:00Z', dueAt: '2026-11-20T10:00:00Z', orderingKey: null, can: ['retry', 'discard'] }
const counts = { dead: 1, waiting: 4, running: 0, failingEvents: 0, failedSends: 2 }

const answers = (path: string) => ({ body: path.startsWith('/api/operations/jobs?') ? { items: [job], next: null } : path === '/api/operations' ? counts : undefined })

describe('the operators’ screen', () => {
  it('shows what failed and why, and counts the rest', async () => {
    serve(({ path }) => answers(path))
    show(<Operations search={{}} onSearch={() => {}} />)
    const row = await screen.findByRole('listitem', { name: 'Job 7' })
    expect(row).toHaveTextContent('Read a conversation')
    expect(row).toHaveTextContent('InvalidDataException: no paper')
    expect(row).toHaveTextContent('contactId c-1 · 12 attempts')
    expect(await screen.findByRole('radio', { name: 'Sends 2' })).toBeInTheDocument()
  })

  it('discards only with a reason', async () => {
    const calls = serve(({ path, method }) => (method === 'POST' ? { status: 204 } : answers(path)))
    show(<Operations search={{}} onSearch={() => {}} />)
    await userEvent.click(await screen.findByRole('button', { name: 'Discard…' }))
    const dialog = screen.getByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Discard' }))
    expect(dialog).toHaveTextContent('Say why, in a few words.')
    await userEvent.type(within(dialog).getByRole('textbox'), 'The customer called.')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Discard' }))
    expect(await screen.findByText('Discarded')).toBeInTheDocument()
    expect(calls.find((call) => call.method === 'POST')).toMatchObject({ path: '/api/operations/jobs/7/discard', body: { reason: 'The customer called.' } })
  })
})
