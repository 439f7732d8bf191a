import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { sessionQuery } from '@/api/session'
import { serve, show } from '@/test-render'
import { NewToken } from './new-token'
import { People } from './people'
import { SetUpTwoStep } from './set-up-two-step'

const ana = {
  id: 'a', name: 'Ana Ruiz', email: 'ana@shop.test', status: 'active', roles: [{ id: 'r1', name: 'Admin' }], teamId: null, warehouseId: null,
  twoStep: true, passkey: false, lastSignIn: '2026-06-01T10:00:00Z', invitedUntil: null, can: ['deactivate', 'end_sessions', 'impersonate'],
}

describe('turning two-step sign-in on', () => {
  it('asks for the password, shows the picture, and hands out the codes only after a right code', async () => {
    const user = userEvent.setup()
    const calls = serve(({ path }) => path.endsWith('/confirm')
      ? { body: { recoveryCodes: ['AAAA-BBBB-CCCC-DDDD'] } }
      : { body: { uri: 'otpauth://totp/x', secret: 'ABCDEFGH', qr: '<svg/>' } })
    show(<SetUpTwoStep done={() => {}} />)
    await user.type(await screen.findByLabelText('Your password'), 'correct horse{Enter}')
    expect(await screen.findByAltText(/QR code/)).toBeInTheDocument()
    expect(screen.getByText('ABCD EFGH')).toBeInTheDocument()
    await user.type(screen.getByLabelText('Code'), '123456{Enter}')
    expect(await screen.findByText('AAAA-BBBB-CCCC-DDDD')).toBeInTheDocument()
    expect(calls.map((call) => call.body)).toEqual([{ password: 'correct horse' }, { code: '123456' }])
  })
})

describe('a new token', () => {
  it('may only what was ticked, and is shown once it is made', async () => {
    const user = userEvent.setup()
    const calls = serve(() => ({ status: 201, body: { id: 't', token: 'pe_secret' } }))
    show(<NewToken done={() => {}} />, (client) => client.setQueryData(sessionQuery.queryKey, { permissions: ['member', 'orders_read', 'inbox_read'] } as never))
    await user.type(await screen.findByLabelText('Name'), 'Till')
    await user.click(screen.getByLabelText('Orders read'))
    await user.click(screen.getByRole('button', { name: 'Make the token' }))
    expect(await screen.findByLabelText('Token')).toHaveTextContent('pe_secret')
    expect(calls[0]!.body).toMatchObject({ name: 'Till', scopes: ['orders_read'] })
  })
})

describe('the people', () => {
  const open = (permissions: string[]) => show(<People search={{}} onSearch={() => {}} />, (client) => client.setQueryData(sessionQuery.queryKey, { permissions } as never))

  it('are deactivated at once, with a way back', async () => {
    const user = userEvent.setup()
    const calls = serve(({ method }) => ({ body: method === 'POST' ? { ...ana, status: 'disabled' } : { items: [ana], next: null } }))
    open(['people_manage'])
    await user.click(await screen.findByRole('button', { name: 'Actions for Ana Ruiz' }))
    expect(screen.queryByRole('menuitem', { name: 'Roles…' })).toBeNull()
    await user.click(await screen.findByRole('menuitem', { name: 'Deactivate' }))
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await vi.waitFor(() => expect(calls.filter((call) => call.method === 'POST').map((call) => call.path)).toEqual(['/api/people/a/deactivate', '/api/people/a/reactivate']))
  })

  it('are invited with at least one role', async () => {
    const user = userEvent.setup()
    const calls = serve(({ method, path }) => method === 'POST' ? { status: 201, body: { ...ana, id: 'b', email: 'new@shop.test' } } : { body: path.endsWith('/choices') ? { roles: [{ id: 'r1', name: 'Admin' }], teams: [], warehouses: [] } : { items: [ana], next: null } })
    open(['people_manage'])
    await user.click(await screen.findByRole('button', { name: 'Invite' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(await dialog.findByLabelText('E-mail'), 'new@shop.test{Enter}')
    expect(await dialog.findByRole('alert')).toHaveTextContent('at least one role')
    await user.click(dialog.getByLabelText('Admin'))
    await user.click(dialog.getByRole('button', { name: 'Send the invitation' }))
    await vi.waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ email: 'new@shop.test', roleIds: ['r1'] }))
  })
})
