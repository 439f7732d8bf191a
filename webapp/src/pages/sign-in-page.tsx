import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, LockKeyhole } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ApiError, describeError, post } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Logo } from './logo'

/** Only a path of our own: an address that someone put into a link must not lead away after signing in. */
const ownPath = (next: string | undefined) => (next && /^\/(?![/\\])/.test(next) ? next : '/inbox')

const explain = (error: unknown): string => {
  if (!(error instanceof ApiError)) return describeError(error)
  if (error.code === 'signin.failed') return 'E-mail or password is wrong. Check both and try again.'
  if (error.code === 'signin.locked') return error.detail || 'Too many wrong passwords. This account is locked for a few minutes.'
  return error.detail
}

export function SignInPage({ next, ended }: { next?: string; ended?: boolean }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const password = useRef<HTMLInputElement>(null)
  const signIn = useMutation({
    mutationFn: (credentials: { email: string; password: string }) => post('/api/session', {}, credentials),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session)
      void navigate({ to: ownPath(next) })
    },
  })
  useEffect(() => { if (signIn.isError) password.current?.select() }, [signIn.isError])

  const errors = signIn.error instanceof ApiError ? signIn.error.errors : {}
  const locked = signIn.error instanceof ApiError && signIn.error.code === 'signin.locked'

  return (
    <main className="grid h-full place-items-center overflow-y-auto p-4">
      <div className="w-full max-w-form">
        <div className="mb-6 flex items-center gap-3"><Logo className="size-9" /><span className="text-title font-strong text-strong">PromoEngine</span></div>
        <form
          className="flex flex-col gap-4 rounded-panel border border-hair bg-surface-1 p-6"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) })
          }}
        >
          <h1 className="text-title font-strong text-strong">Sign in</h1>
          {ended && !signIn.isError && <Banner tone="info" icon={LockKeyhole}>You were signed out. Sign in to go on where you were.</Banner>}
          {signIn.isError && <Banner tone="bad" icon={locked ? LockKeyhole : CircleAlert} role="alert">{explain(signIn.error)}</Banner>}
          <Field label="E-mail" error={errors.email?.[0]}>{(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required autoFocus />}</Field>
          <Field label="Password" error={errors.password?.[0]}>{(ids) => <Input {...ids} ref={password} name="password" type="password" autoComplete="current-password" required />}</Field>
          <Button type="submit" tone="primary" className="mt-1 h-9!" busy={signIn.isPending}>{signIn.isPending ? 'Signing in…' : 'Sign in'}</Button>
        </form>
      </div>
    </main>
  )
}
