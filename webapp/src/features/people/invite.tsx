import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { describeError, elsewhere, errorOf } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Bone, Failed, Loading } from '@/ui/states'
import { choicesQuery, useInvite } from './api'
import { RoleChoice } from './role-choice'

export function Invite({ done }: { done: () => void }) {
  const choices = useQuery(choicesQuery)
  const invite = useInvite()
  const [bare, setBare] = useState(false) // sent without any role
  if (choices.isError && !choices.data) return <Failed what="The roles could not be read." detail={describeError(choices.error)} retry={() => void choices.refetch()} />
  if (!choices.data) return <Loading label="Loading roles"><Bone className="h-48" /></Loading>
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const roleIds = form.getAll('role').map(String)
        setBare(roleIds.length === 0)
        if (roleIds.length > 0) invite.mutate({ email: String(form.get('email')).trim(), roleIds }, { onSuccess: done })
      }}
    >
      {elsewhere(invite.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(invite.error)}</Banner>}
      <Field label="E-mail" error={errorOf(invite.error, 'email')}>{(ids) => <Input {...ids} name="email" type="email" required maxLength={256} autoComplete="off" autoFocus />}</Field>
      <RoleChoice roles={choices.data.roles} chosen={[]} />
      {bare && <p role="alert" className="text-meta text-bad-text">Choose at least one role; without any, a person can do nothing.</p>}
      <div className="flex justify-end gap-2"><Button onClick={done}>Cancel</Button><Button type="submit" tone="primary" busy={invite.isPending}>Send the invitation</Button></div>
    </form>
  )
}
