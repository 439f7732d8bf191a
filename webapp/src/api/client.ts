import { randomId } from '@/lib/random-id'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

type Method = 'get' | 'post' | 'put' | 'delete'
type PathsWith<M extends Method> = { [P in keyof paths]: paths[P][M] extends object ? P : never }[keyof paths]
type Known<T> = [T] extends [never] ? unknown : T extends object ? T : unknown
type Parameters<O> = O extends { parameters: { path?: infer P; query?: infer Q } } ? Known<NonNullable<P>> & Known<NonNullable<Q>> : unknown
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined
type Success<O> = O extends { responses: infer R } ? R[keyof R & (200 | 201 | 204)] : never

/** What a route answers when all went well; `undefined` for 204. */
export type Answer<P extends keyof paths, M extends Method> = Success<paths[P][M]> extends infer S
  ? S extends { content: { 'application/json': infer A } } ? A : undefined
  : never

/** A refusal in words that can be shown, with a stable code that can be decided on. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: Record<string, string[]>

  constructor(status: number, code: string, detail: string, errors: Record<string, string[]> = {}) {
    super(detail)
    this.status = status
    this.code = code
    this.detail = detail
    this.errors = errors
  }
}

/** The sentence to show for anything that was thrown. */
export const describeError = (error: unknown) =>
  error instanceof ApiError ? error.detail : 'Something went wrong here. Nothing was lost; try again.'

/** The sentence for one field of a refused form; the server's names come as "Settings.AccountSid" or "accountSid": the last part decides. */
export function errorOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return Object.entries(error.errors).find(([name]) => name.split('.').at(-1)!.toLowerCase() === field.toLowerCase())?.[1][0]
}

/** Refused, but not because of a field: shown above the form. */
export const elsewhere = (error: unknown) => error !== null && !(error instanceof ApiError && Object.keys(error.errors).length > 0)

let whenSignedOut = () => {}
/** Called when the server says that nobody is signed in (any more). */
export const onSignedOut = (handler: () => void) => { whenSignedOut = handler }

function address(path: string, parameters: Record<string, unknown> = {}) {
  const rest = { ...parameters }
  const filled = path.replace(/{(\w+)}/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  return query.size > 0 ? `${filled}?${query}` : filled
}

/** ProblemDetails with what every error of ours adds to it. */
type Problem = Partial<Schemas['ProblemDetails']> & { code?: string; errors?: Record<string, string[]> }

async function problem(response: Response): Promise<ApiError> {
  let body: Problem = {}
  try {
    body = (await response.json()) as Problem
  } catch { /* a proxy's own page, or nothing at all */ }
  const fallback = response.status >= 500
    ? 'The server could not do this just now. Nothing was lost; try again.'
    : response.status === 404 ? 'This is not there (any more).' : 'The server refused this.'
  return new ApiError(response.status, body.code ?? `http.${response.status}`, body.detail ?? body.title ?? fallback, body.errors ?? {})
}

interface Options { signal?: AbortSignal; idempotencyKey?: string; file?: Blob }

async function call(method: Method, path: string, parameters: unknown, body: unknown, options: Options = {}) {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (options.file) headers['Content-Type'] = options.file.type || 'application/octet-stream'
  else if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (method === 'post') headers['Idempotency-Key'] = options.idempotencyKey ?? randomId()

  let response: Response
  try {
    response = await fetch(address(path, parameters as Record<string, unknown>), {
      method: method.toUpperCase(), headers, credentials: 'same-origin', signal: options.signal,
      ...(options.file ? { body: options.file } : body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'network', 'The server cannot be reached. What you typed is kept; try again.')
  }

  if (!response.ok) {
    const error = await problem(response)
    if (error.status === 401 && path !== '/api/session' && path !== '/api/session/passkey') whenSignedOut()
    throw error
  }
  return response.status === 204 ? undefined : ((await response.json()) as unknown)
}

/** `get('/api/quotes/{id}', { id })`: names in the path are filled in, the others become the query. */
export const get = <P extends PathsWith<'get'>>(path: P, parameters?: Parameters<paths[P]['get']>, options?: Options) =>
  call('get', path, parameters, undefined, options) as Promise<Answer<P, 'get'>>

/** Every POST carries an Idempotency-Key, so that a repeat after a lost answer does nothing twice; pass one to repeat by hand. */
export const post = <P extends PathsWith<'post'>>(path: P, parameters?: Parameters<paths[P]['post']>, body?: Body<paths[P]['post']>, options?: Options) =>
  call('post', path, parameters, body, options) as Promise<Answer<P, 'post'>>

export const put = <P extends PathsWith<'put'>>(path: P, parameters: Parameters<paths[P]['put']>, body: Body<paths[P]['put']>, options?: Options) =>
  call('put', path, parameters, body, options) as Promise<Answer<P, 'put'>>

/** Sends a file as it is; the server looks for itself what it is. */
export const upload = <P extends PathsWith<'put'>>(path: P, file: Blob) => call('put', path, {}, undefined, { file }) as Promise<Answer<P, 'put'>>

/** The same where each file is something new. */
export const postFile = <P extends PathsWith<'post'>>(path: P, parameters: Parameters<paths[P]['post']>, file: Blob) =>
  call('post', path, parameters, undefined, { file }) as Promise<Answer<P, 'post'>>

export const del = <P extends PathsWith<'delete'>>(path: P, parameters?: Parameters<paths[P]['delete']>, options?: Options) =>
  call('delete', path, parameters, undefined, options) as Promise<Answer<P, 'delete'>>
