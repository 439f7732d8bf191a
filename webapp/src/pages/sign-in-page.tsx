import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, Fingerprint, LockKeyhole } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ApiError, describeError, errorOf, post } from '@/api/client'
import { sessionQuery, type Session } from '@/api/session'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Door, doorLink } from './door'
import { usePasskeySignIn } from './passkey-sign-in'

/** Only a path of our own: an address that someone put into a link must not lead away after signing in. */
const ownPath = (next: string | undefined) => (next && /^\/(?![/\\])/.test(next) ? next : '/')

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : undefined)

const explain = (error: unknown): string => {
  if (codeOf(error) === 'signin.failed') return 'E-mail or password is wrong. Check both and try again.'
  if (codeOf(error) === 'signin.locked') return describeError(error) || 'Too many wrong passwords. This account is locked for a few minutes.'
  return describeError(error)
}

interface Credentials { email: string; password: string }
interface Props { next?: string; ended?: boolean; welcome?: 'invited' | 'reset' }

export function SignInPage({ next, ended, welcome }: Props) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [known, setKnown] = useState<Credentials | null>(null) // the password was right; a code is asked for
  const enter = (session: Session) => {
    client.setQueryData(sessionQuery.queryKey, session)
    void navigate({ to: ownPath(next) })
  }
  const passkey = usePasskeySignIn(enter)
  const signIn = useMutation({
    mutationFn: (credentials: Credentials & { code?: string }) => post('/api/session', {}, credentials),
    onMutate: () => passkey.reset(),
    onSuccess: enter,
    onError: (error, { email, password }) => { if (codeOf(error) === 'signin.code') setKnown({ email, password }) },
  })
  const asked = codeOf(signIn.error) === 'signin.code'
  const withPasskey = { ...passkey, onAsk: () => { signIn.reset(); passkey.onAsk() } }
  const problem = passkey.error
    ? <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(passkey.error)}</Banner>
    : signIn.isError && !asked && <Banner tone="bad" icon={codeOf(signIn.error) === 'signin.locked' ? LockKeyhole : CircleAlert} role="alert">{explain(signIn.error)}</Banner>

  if (known) {
    const back = () => { setKnown(null); signIn.reset() }
    return <Door title="Enter your code">{problem}<CodeStep busy={signIn.isPending} wrong={codeOf(signIn.error) === 'signin.code_wrong'} onCode={(code) => signIn.mutate({ ...known, code })} onBack={back} passkey={withPasskey} /></Door>
  }
  return (
    <Door title="Sign in">
      {ended && !problem && <Banner tone="info" icon={LockKeyhole}>You were signed out. Sign in to go on where you were.</Banner>}
      {welcome && !problem && <Banner tone="good" icon={CircleCheck}>{welcome === 'reset' ? 'Your new password is set. Sign in with it.' : 'You are in. Sign in to begin.'}</Banner>}
      {problem}
      <PasswordStep busy={signIn.isPending} error={signIn.error} onSubmit={(credentials) => signIn.mutate(credentials)} passkey={withPasskey} />
    </Door>
  )
}

type Passkey = Pick<ReturnType<typeof usePasskeySignIn>, 'why' | 'isPending' | 'onAsk'>

function PasswordStep({ busy, error, onSubmit, passkey }: { busy: boolean; error: unknown; onSubmit: (credentials: Credentials) => void; passkey: Passkey }) {
  const password = useRef<HTMLInputElement>(null)
  useEffect(() => { if (error) password.current?.select() }, [error])
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        onSubmit({ email: String(form.get('email')).trim(), password: String(form.get('password')) })
      }}
    >
      <Field label="E-mail" error={errorOf(error, 'email')}>{(ids) => <Input {...ids} name="email" type="email" autoComplete="username webauthn" required autoFocus />}</Field>
      <Field label="Password" error={errorOf(error, 'password')}>{(ids) => <Input {...ids} ref={password} name="password" type="password" autoComplete="current-password" required />}</Field>
      <Button type="submit" tone="primary" className="mt-1 h-9!" busy={busy}>{busy ? 'Signing in…' : 'Sign in'}</Button>
      {passkey.why
        ? !window.isSecureContext && <p className="text-meta text-muted">{passkey.why}</p>
        : <Button className="h-9!" icon={<Fingerprint size={16} aria-hidden />} busy={passkey.isPending} onClick={passkey.onAsk}>{passkey.isPending ? 'Waiting for your device…' : 'Sign in with a passkey'}</Button>}
      <Link to="/forgot-password" className={`${doorLink} self-center`}>Forgotten your password?</Link>
    </form>
  )
}

interface CodeProps { busy: boolean; wrong: boolean; onCode: (code: string) => void; onBack: () => void; passkey: Passkey }

function CodeStep({ busy, wrong, onCode, onBack, passkey }: CodeProps) {
  const [recovery, setRecovery] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => { if (wrong) box.current?.select() }, [wrong])
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onCode(String(new FormData(event.currentTarget).get('code')).trim())
      }}
    >
      {recovery
        ? <Field key="recovery" label="Recovery code" help="One of those you kept when you turned two-step sign-in on. Each works once.">{(ids) => <Input {...ids} ref={box} name="code" className="font-mono" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} required autoFocus />}</Field>
        : <Field key="code" label="Code" help="The six digits that your authenticator app shows.">{(ids) => <Input {...ids} ref={box} name="code" className="figures" inputMode="numeric" autoComplete="one-time-code" maxLength={7} required autoFocus />}</Field>}
      <Button type="submit" tone="primary" className="mt-1 h-9!" busy={busy}>{busy ? 'Signing in…' : 'Sign in'}</Button>
      {!passkey.why && <Button className="h-9!" icon={<Fingerprint size={16} aria-hidden />} busy={passkey.isPending} onClick={passkey.onAsk}>{passkey.isPending ? 'Waiting for your device…' : 'Use a passkey instead'}</Button>}
      <div className="flex justify-between gap-3">
        <button type="button" className={doorLink} onClick={onBack}>Back</button>
        <button type="button" className={doorLink} onClick={() => setRecovery(!recovery)}>{recovery ? 'Use the app’s code' : 'Use a recovery code'}</button>
      </div>
    </form>
  )
}
