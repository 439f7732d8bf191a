import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { serve, show } from '@/test-render'
import { SignInPage } from './sign-in-page'

const trySignIn = async () => {
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('E-mail'), ' ana@shop.test')
  await user.type(screen.getByLabelText('Password'), 'guess{Enter}')
}

describe('signing in', () => {
  it('says that the pair is wrong and keeps what was typed', async () => {
    const calls = serve(() => ({ status: 401, body: { code: 'signin.failed', detail: 'no' } }))
    show(<SignInPage />)
    await trySignIn()
    expect(await screen.findByRole('alert')).toHaveTextContent('E-mail or password is wrong.')
    expect(screen.getByLabelText('Password')).toHaveValue('guess')
    expect(calls[0]!.body).toEqual({ email: 'ana@shop.test', password: 'guess' })
  })

  it('says that the account is locked', async () => {
    serve(() => ({ status: 401, body: { code: 'signin.locked', detail: 'Locked for five minutes.' } }))
    show(<SignInPage />)
    await trySignIn()
    expect(await screen.findByRole('alert')).toHaveTextContent('Locked for five minutes.')
  })

  it('goes where one was going, but never to another site', async () => {
    serve(() => ({ body: { user: {}, workspace: {}, workspaces: [], permissions: [] } }))
    const { router } = show(<SignInPage next="//evil.test/inbox" />)
    await trySignIn()
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/'))
  })

  it('asks for the code once the password is right, and sends both', async () => {
    const calls = serve(({ body }) => (body as { code?: string }).code === '123456'
      ? { body: { user: {}, workspace: {}, workspaces: [], permissions: [] } }
      : { status: 401, body: { code: 'signin.code', detail: 'Enter the code.' } })
    show(<SignInPage />)
    await trySignIn()
    const user = userEvent.setup()
    await user.type(await screen.findByLabelText('Code'), '123456{Enter}')
    await vi.waitFor(() => expect(calls).toHaveLength(2))
    expect(calls[1]!.body).toEqual({ email: 'ana@shop.test', password: 'guess', code: '123456' })
  })

  it('signs in with a passkey of the device, and says so in words when it is refused', async () => {
    vi.stubGlobal('isSecureContext', true)
    vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: (options: unknown) => options, isConditionalMediationAvailable: () => Promise.resolve(false) })
    Object.defineProperty(navigator, 'credentials', { configurable: true, value: { get: () => Promise.resolve({ toJSON: () => ({ id: 'k' }) }) } })
    let known = false
    const calls = serve(({ path }) => path.endsWith('/begin') ? { body: { options: {} } }
      : known ? { body: { user: {}, workspace: {}, workspaces: [], permissions: [] } } : { status: 401, body: { code: 'passkey.refused', detail: 'This passkey does not open an account here.' } })
    const { router } = show(<SignInPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in with a passkey' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('does not open an account here')
    known = true
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with a passkey' }))
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/'))
    expect(calls.at(-1)).toMatchObject({ path: '/api/session/passkey', body: { credential: { id: 'k' } } })
    vi.unstubAllGlobals()
  })
})
