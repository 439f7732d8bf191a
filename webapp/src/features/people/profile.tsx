import { useQuery } from '@tanstack/react-query'
import { CircleAlert, UserRoundCog } from 'lucide-react'
import { useRef } from 'react'
import { describeError, elsewhere, errorOf } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Page } from '@/ui/page'
import { Bone, Failed, Loading } from '@/ui/states'
import { ownSignInsQuery, profileQuery, useChangePassword, useRename, useStopImpersonating } from './api'
import { Card } from './card'
import { OwnSessions } from './own-sessions'
import { Passkeys } from './passkeys'
import { SignIns } from './sign-ins'
import { TokenList } from './token-list'
import { TwoStep } from './two-step'

/** One's own account, the same in every workspace. */
export function Profile() {
  const query = useQuery(profileQuery)
  const stop = useStopImpersonating()
  const theirs = Boolean(useQuery(sessionQuery).data?.onBehalf)
  return (
    <Page title="Your account">
      <div className="mx-auto max-w-page space-y-4 p-4">
        {query.isPending && <Loading label="Loading your account"><div className="space-y-4"><Bone className="h-36" /><Bone className="h-52" /></div></Loading>}
        {query.isError && !query.data && <Failed what="Your account could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
        {theirs && <Banner tone="warn" icon={UserRoundCog} actions={<Button small busy={stop.isPending} onClick={() => stop.mutate()}>Stop acting</Button>}>You look at this as somebody else. Name, password, sign-in, sessions and tokens are theirs alone to change.</Banner>}
        {query.data && (
          <fieldset disabled={theirs} className="min-w-0 space-y-4">
            <Name key={query.data.name} name={query.data.name} email={query.data.email} />
            <Password />
            <TwoStep on={query.data.twoStep} codesLeft={query.data.recoveryCodesLeft} />
            <Passkeys passkeys={query.data.passkeys} />
            <OwnSessions />
            <TokenList title="API tokens" about="For scripts and other programs. A token acts as you, in this workspace." everybodys={false} />
            <Card title="Sign-ins" about="Every try to sign in to your account, for ninety days. If one was not you, change your password."><SignIns query={ownSignInsQuery} label="Your sign-ins" /></Card>
          </fieldset>
        )}
      </div>
    </Page>
  )
}

function Name({ name, email }: { name: string; email: string }) {
  const rename = useRename()
  return (
    <Card title="Name" about={<>You sign in as {email}.</>}>
      <form className="flex max-w-form flex-col gap-3" onSubmit={(event) => { event.preventDefault(); rename.mutate(String(new FormData(event.currentTarget).get('name')).trim()) }}>
        {elsewhere(rename.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(rename.error)}</Banner>}
        <Field label="Your name" error={errorOf(rename.error, 'name')}>{(ids) => <Input {...ids} name="name" defaultValue={name} required maxLength={200} autoComplete="name" />}</Field>
        <div><Button type="submit" busy={rename.isPending}>Save</Button></div>
      </form>
    </Card>
  )
}

function Password() {
  const change = useChangePassword()
  const form = useRef<HTMLFormElement>(null)
  return (
    <Card title="Password" about="Changing it ends your sessions on all other devices.">
      <form
        ref={form}
        className="flex max-w-form flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          change.mutate({ current: String(data.get('current')), password: String(data.get('password')) }, { onSuccess: () => form.current?.reset() })
        }}
      >
        {elsewhere(change.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(change.error)}</Banner>}
        <Field label="Present password" error={errorOf(change.error, 'current')}>{(ids) => <Input {...ids} name="current" type="password" autoComplete="current-password" required maxLength={200} />}</Field>
        <Field label="New password" help="At least 12 characters. Four words you remember are better than signs you forget." error={errorOf(change.error, 'password')}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="new-password" minLength={12} maxLength={200} required />}</Field>
        <div><Button type="submit" busy={change.isPending}>Change password</Button></div>
      </form>
    </Card>
  )
}
