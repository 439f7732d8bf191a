import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { ApiError, describeError, elsewhere, errorOf, post } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Door, doorLink } from './door'

/** `link` is the part behind the #, which browsers tell nobody. */
export function ResetPasswordPage({ link }: { link: string }) {
  const navigate = useNavigate()
  const reset = useMutation({
    mutationFn: (password: string) => post('/api/passwords/reset', {}, { link, password }),
    onSuccess: () => navigate({ to: '/sign-in', search: { welcome: 'reset' } }),
  })
  const useless = link === '' || (reset.error instanceof ApiError && reset.error.code === 'link.useless')
  return (
    <Door title="Choose a new password">
      {elsewhere(reset.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(reset.error)}</Banner>}
      {useless
        ? <>{!reset.isError && <p className="text-list text-muted">This page is reached by the link in the mail; something of it is missing here.</p>}<Link to="/forgot-password" className={doorLink}>Send a new link</Link></>
        : (
          <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); reset.mutate(String(new FormData(event.currentTarget).get('password'))) }}>
            <Field label="New password" help="At least 12 characters. Four words you remember are better than signs you forget." error={errorOf(reset.error, 'password')}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="new-password" minLength={12} maxLength={200} required autoFocus />}</Field>
            <Button type="submit" tone="primary" className="h-9!" busy={reset.isPending}>{reset.isPending ? 'Saving…' : 'Set the password'}</Button>
          </form>
        )}
    </Door>
  )
}
