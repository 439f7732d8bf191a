import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { describeError, elsewhere, errorOf, post, type Schemas } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Bone, Loading } from '@/ui/states'
import { Door, doorLink } from './door'

/** `link` is the part behind the #, which browsers tell nobody. */
export function AcceptInvitePage({ link }: { link: string }) {
  const invite = useQuery({ queryKey: ['invite', link], queryFn: () => post('/api/invites/look', {}, { link }), enabled: link !== '', retry: false, staleTime: Infinity })
  if (link === '' || invite.isError) {
    return (
      <Door title="This invitation does not open">
        <p className="text-list text-muted">{invite.isError ? describeError(invite.error) : 'This page is reached by the link in the mail; something of it is missing here.'}</p>
        <Link to="/sign-in" className={doorLink}>To the sign-in page</Link>
      </Door>
    )
  }
  if (!invite.data) return <Door title="Your invitation"><Loading label="Looking at the invitation"><Bone className="h-24" /></Loading></Door>
  return <Door title={`Join ${invite.data.workspace}`}><Accept link={link} invite={invite.data} /></Door>
}

function Accept({ link, invite }: { link: string; invite: Schemas['InviteView'] }) {
  const navigate = useNavigate()
  const accept = useMutation({
    mutationFn: (form: { name: string | null; password: string | null }) => post('/api/invites/accept', {}, { link, ...form }),
    onSuccess: () => navigate({ to: '/sign-in', search: { welcome: 'invited' } }),
  })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        accept.mutate(invite.isNew ? { name: String(form.get('name')).trim(), password: String(form.get('password')) } : { name: null, password: null })
      }}
    >
      {elsewhere(accept.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(accept.error)}</Banner>}
      <p className="text-list text-muted">{invite.isNew ? <>You sign in as <strong className="font-strong text-strong">{invite.email}</strong>.</> : <>You have an account already: go on signing in as <strong className="font-strong text-strong">{invite.email}</strong>, with the password you know.</>}</p>
      {invite.isNew && (
        <>
          <input type="hidden" name="username" autoComplete="username" value={invite.email} readOnly />
          <Field label="Your name" help="As your colleagues see it." error={errorOf(accept.error, 'name')}>{(ids) => <Input {...ids} name="name" autoComplete="name" maxLength={200} required autoFocus />}</Field>
          <Field label="Password" help="At least 12 characters. Four words you remember are better than signs you forget." error={errorOf(accept.error, 'password')}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="new-password" minLength={12} maxLength={200} required />}</Field>
        </>
      )}
      <Button type="submit" tone="primary" className="h-9!" busy={accept.isPending}>{accept.isPending ? 'Joining…' : 'Join'}</Button>
    </form>
  )
}
