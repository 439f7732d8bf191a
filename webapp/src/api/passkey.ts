import { ApiError, post } from './client'

/** Why passkeys cannot be used on this page, in words; undefined where they can. */
export function whyNoPasskeys(): string | undefined {
  if (!window.isSecureContext) return 'Passkeys need an encrypted page. Open this address with https; then they can be used.'
  if (typeof PublicKeyCredential === 'undefined' || !('parseRequestOptionsFromJSON' in PublicKeyCredential)) return 'This browser is too old for passkeys. Update it, or use another one.'
  if (/^[\d.]+$|:/.test(window.location.hostname)) return `Passkeys belong to a name, and ${window.location.hostname} is a number. Open this server by its name.`
  return undefined
}

/** What a browser's own refusals mean. */
const words: Record<string, string> = {
  NotAllowedError: 'No passkey was used: it was cancelled, or took too long.',
  InvalidStateError: 'This device has a passkey for your account already.',
  SecurityError: 'Passkeys of this server work at its public address only. Open it there.',
}

async function ask(credential: Promise<Credential | null>): Promise<unknown> {
  try {
    const given = await credential
    if (given) return (given as PublicKeyCredential).toJSON()
    throw new DOMException('nothing was chosen', 'NotAllowedError')
  } catch (error) {
    if (!(error instanceof DOMException) || error.name === 'AbortError') throw error
    throw new ApiError(0, `passkey.${error.name}`, words[error.name] ?? 'This device could not do that. Try again, or use another one.')
  }
}

/** A person's own, from whatever device is at hand; with `quietly`, offered among what the e-mail field suggests. */
export async function signInWithPasskey({ quietly, signal }: { quietly?: boolean; signal?: AbortSignal } = {}) {
  const { options } = await post('/api/session/passkey/begin', {}, undefined, { signal })
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const credential = await ask(navigator.credentials.get({ publicKey, signal, ...(quietly && { mediation: 'conditional' as const }) }))
  return await post('/api/session/passkey', {}, { credential })
}

export async function addPasskey(password: string) {
  const { options } = await post('/api/profile/passkeys/begin', {}, { password })
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
  return await post('/api/profile/passkeys', {}, { credential: await ask(navigator.credentials.create({ publicKey })) })
}
