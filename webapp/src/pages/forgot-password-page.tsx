import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, MailCheck, MailX } from 'lucide-react'
import { describeError, elsewhere, errorOf, post, type Schemas } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Door, doorLink } from './door'

const answers: Record<Schemas['ForgotPasswordView']['mail'], string> = {
  smtp: 'If an account has this address, a mail with a link is on its way. The link works once, for an hour.',
  screen: 'If an account has this address, a mail with a link is ready. This is a demo, so it was not sent: sign in as a colleague and look at Phone simulator, Mail.',
  nowhere: 'This server cannot send mail yet. Ask whoever runs it.',
}

export function ForgotPasswordPage() {
  const ask = useMutation({ mutationFn: (email: string) => post('/api/passwords/forgotten', {}, { email }) })
  return (
    <Door title="Forgotten your password?">
      {elsewhere(ask.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(ask.error)}</Banner>}
      {ask.data
        ? <Banner tone={ask.data.mail === 'nowhere' ? 'warn' : 'good'} icon={ask.data.mail === 'nowhere' ? MailX : MailCheck}>{answers[ask.data.mail]}</Banner>
        : (
          <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); ask.mutate(String(new FormData(event.currentTarget).get('email')).trim()) }}>
            <p className="text-list text-muted">Enter your e-mail address, and we send you a link to choose a new one.</p>
            <Field label="E-mail" error={errorOf(ask.error, 'email')}>{(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required autoFocus />}</Field>
            <Button type="submit" tone="primary" className="h-9!" busy={ask.isPending}>{ask.isPending ? 'Sending…' : 'Send the link'}</Button>
          </form>
        )}
      <Link to="/sign-in" className={`${doorLink} self-center`}>Back to signing in</Link>
    </Door>
  )
}
