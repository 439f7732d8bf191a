import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { serve, show } from '@/test-render'
import type { Passkey } from './api'
import { Passkeys } from './passkeys'

const laptop: Passkey = { id: 'k1', name: 'Laptop', createdAt: '2026-06-01T10:00:00Z', lastUsedAt: null, synced: true }

/** A browser that has passkeys; jsdom has none. */
function giveDevice(create: () => Promise<unknown>) {
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: (options: unknown) => options, parseCreationOptionsFromJSON: (options: unknown) => options })
  Object.defineProperty(navigator, 'credentials', { configurable: true, value: { create } })
}

describe('passkeys', () => {
  afterEach(() => { vi.unstubAllGlobals() })

  it('says why there are none on a page without encryption, and still lists and removes', async () => {
    vi.stubGlobal('isSecureContext', false)
    show(<Passkeys passkeys={[laptop]} />)
    expect(await screen.findByText(/Passkeys need an encrypted page/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Add a passkey' })).not.toBeInTheDocument()
    expect(screen.getByRole('listitem')).toHaveTextContent('Laptop')
  })

  it('adds one: the password first, then the device, whose answer goes to the server as it is', async () => {
    giveDevice(() => Promise.resolve({ toJSON: () => ({ id: 'k2', type: 'public-key' }) }))
    const calls = serve(({ path }) => ({ body: path.endsWith('/begin') ? { options: { challenge: 'abc' } } : laptop }))
    show(<Passkeys passkeys={[]} />)
    await userEvent.click(await screen.findByRole('button', { name: 'Add a passkey' }))
    await userEvent.type(screen.getByLabelText('Your password'), 'correct horse{Enter}')
    await vi.waitFor(() => expect(calls.map(({ path, body }) => [path, body])).toEqual([
      ['/api/profile/passkeys/begin', { password: 'correct horse' }],
      ['/api/profile/passkeys', { credential: { id: 'k2', type: 'public-key' } }],
    ]))
    expect(await screen.findByText('Passkey added')).toBeInTheDocument()
  })

  it('says in words what the device or the person refused, and keeps the dialog', async () => {
    giveDevice(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
    const calls = serve(() => ({ body: { options: {} } }))
    show(<Passkeys passkeys={[]} />)
    await userEvent.click(await screen.findByRole('button', { name: 'Add a passkey' }))
    await userEvent.type(screen.getByLabelText('Your password'), 'correct horse{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('it was cancelled, or took too long')
    expect(calls).toHaveLength(1)
  })

  it('removes one with the password, and shows a wrong one at the field', async () => {
    giveDevice(() => Promise.reject(new Error('not asked')))
    const calls = serve(() => ({ status: 400, body: { code: 'password.wrong', detail: 'This is not your password.', errors: { password: ['This is not your password.'] } } }))
    show(<Passkeys passkeys={[laptop]} />)
    await userEvent.click(await screen.findByRole('button', { name: 'Actions for Laptop' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove Laptop?' }))
    await userEvent.type(dialog.getByLabelText('Your password'), 'guess{Enter}')
    expect(await dialog.findByText('This is not your password.')).toBeInTheDocument()
    expect(calls[0]).toMatchObject({ path: '/api/profile/passkeys/k1/remove', body: { password: 'guess' } })
  })
})
