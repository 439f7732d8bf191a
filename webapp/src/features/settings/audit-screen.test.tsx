import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { serve, show } from '@/test-render'
import { Audit } from './audit'

const row = {
  id: 41, seq: 12, at: '2026-11-20T10:00:00Z', actor: 'user:a1', actorName: 'Ada', onBehalfOf: null, onBehalfOfName: null, action: 'channel.changed', entity: 'channel', entityId: 'c-1',
  label: 'Texts', ip: '203.0.113.7', requestId: 'r-1', erased: false,
  changes: [
    { field: 'id', before: 'c-1', after: 'c-1', personal: false },
    { field: 'displayName', before: 'Texts', after: 'Second line', personal: false },
    { field: 'phone', before: null, after: '+13125550142', personal: true },
  ],
}

describe('the audit’s screen', () => {
  it('says who did what to which thing, and opened, what it was and became', async () => {
    serve(() => ({ body: { items: [row], next: null } }))
    show(<Audit search={{}} onSearch={() => {}} />)
    const item = await screen.findByRole('listitem')
    expect(item).toHaveTextContent('AdaChannel changedTexts')
    await userEvent.click(within(item).getByRole('button', { name: 'Details of Channel changed' }))
    const changes = within(item).getByRole('region', { name: 'What changed' })
    expect(within(changes).getByRole('row', { name: /Display name/ })).toHaveTextContent('Display nameTextsSecond line')
    expect(within(changes).queryByRole('row', { name: /^Id/ })).not.toBeInTheDocument()
    expect(within(changes).getByRole('img', { name: /Personal: sealed/ })).toBeInTheDocument()
    expect(item).toHaveTextContent('Number 12 · from 203.0.113.7 · request r-1')
  })

  it('narrows by what is clicked and keeps the other filters', async () => {
    serve(() => ({ body: { items: [row], next: null } }))
    const onSearch = vi.fn()
    show(<Audit search={{ from: '2026-11-01' }} onSearch={onSearch} />)
    await userEvent.click(await screen.findByRole('button', { name: 'Ada' }))
    expect(onSearch).toHaveBeenLastCalledWith(expect.objectContaining({ from: '2026-11-01', actor: 'user:a1' }))
    await userEvent.click(screen.getByRole('button', { name: 'Texts' }))
    expect(onSearch).toHaveBeenLastCalledWith(expect.objectContaining({ from: '2026-11-01', entity: 'channel', entityId: 'c-1' }))
    expect(screen.getByRole('link', { name: 'Export' })).toHaveAttribute('href', '/api/audit/export?from=2026-11-01')
  })

  it('asks for what the address says, and lets go of each filter alone', async () => {
    const calls = serve(() => ({ body: { items: [row], next: null } }))
    const onSearch = vi.fn()
    show(<Audit search={{ actor: 'user:a1', action: 'channel.changed' }} onSearch={onSearch} />)
    await userEvent.click(await screen.findByRole('button', { name: 'No longer only Channel changed' }))
    expect(calls[0]!.path).toBe('/api/audit?actor=user%3Aa1&action=channel.changed')
    expect(onSearch).toHaveBeenLastCalledWith(expect.objectContaining({ actor: 'user:a1', action: undefined }))
    await userEvent.click(screen.getByRole('button', { name: 'Show everything' }))
    expect(onSearch).toHaveBeenLastCalledWith({})
  })

  it('reads on where the page ended', async () => {
    const calls = serve(({ path }) => ({ body: path.includes('cursor=') ? { items: [{ ...row, id: 40, actorName: 'Ben' }], next: null } : { items: [row], next: '41' } }))
    show(<Audit search={{}} onSearch={() => {}} />)
    await userEvent.click(await screen.findByRole('button', { name: /more/i }))
    expect(await screen.findByRole('button', { name: 'Ben' })).toBeInTheDocument()
    expect(calls[1]!.path).toBe('/api/audit?cursor=41')
  })

  it('says that nothing fits, and that it could not be read', async () => {
    serve(() => ({ body: { items: [], next: null } }))
    const { unmount } = show(<Audit search={{ actor: 'job' }} onSearch={() => {}} />)
    expect(await screen.findByText('Nothing was written down that fits.')).toBeInTheDocument()
    unmount()
    serve(() => ({ status: 503, body: { code: 'down', detail: 'The database rests.' } }))
    show(<Audit search={{}} onSearch={() => {}} />)
    expect(await screen.findByText('The database rests.')).toBeInTheDocument()
  })
})
