import { serve } from '@/test-render'
import { ApiError, get, onSignedOut, post } from './client'

describe('the client', () => {
  it('fills names in the path and puts the others into the query, leaving out what is not set', async () => {
    const calls = serve(() => ({ body: {} }))
    await get('/api/conversations/{id}', { id: 'a b', before: undefined })
    await get('/api/orders', { q: 'SO-1' })
    expect(calls.map((call) => call.path)).toEqual(['/api/conversations/a%20b', '/api/orders?q=SO-1'])
  })

  it('sends an idempotency key with every POST and repeats the one it is given', async () => {
    const calls = serve(() => ({ status: 201, body: {} }))
    await post('/api/conversations/{id}/messages', { id: '1' }, { text: 'hello' })
    await post('/api/conversations/{id}/messages', { id: '1' }, { text: 'hello' }, { idempotencyKey: 'again' })
    expect(calls[0]!.headers['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/)
    expect(calls[1]!.headers['Idempotency-Key']).toBe('again')
  })

  it('turns ProblemDetails into an ApiError with its code, sentence and field errors', async () => {
    serve(() => ({ status: 409, body: { title: 'Refused', status: 409, code: 'contact.opted_out', detail: 'They opted out.', errors: { text: ['no'] } } }))
    const error = await post('/api/conversations/{id}/read', { id: '1' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 409, code: 'contact.opted_out', detail: 'They opted out.', errors: { text: ['no'] } })
  })

  it('says in words that the server cannot be reached', async () => {
    serve(() => { throw new TypeError('failed to fetch') })
    await expect(get('/api/drafts')).rejects.toMatchObject({ status: 0, code: 'network' })
  })

  it('tells once signed out, but not when asking who is signed in', async () => {
    const signedOut = vi.fn()
    onSignedOut(signedOut)
    serve(() => ({ status: 401, body: { code: 'signin.required' } }))
    await get('/api/session').catch(() => {})
    expect(signedOut).not.toHaveBeenCalled()
    await get('/api/drafts').catch(() => {})
    expect(signedOut).toHaveBeenCalledOnce()
  })
})
