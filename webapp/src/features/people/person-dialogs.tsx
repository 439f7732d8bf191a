import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { describeError, elsewhere, errorOf } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, Input } from '@/ui/field'
import { Select } from '@/ui/select'
import { Bone, Failed, Loading } from '@/ui/states'
import { choicesQuery, sessionsOfQuery, useAssignRoles, useEndSession, useImpersonate, type Person } from './api'
import { RoleChoice } from './role-choice'
import { SessionList } from './session-list'

export interface PersonOpen { what: 'roles' | 'sessions' | 'impersonate'; person: Person }

const titles: Record<PersonOpen['what'], (name: string) => string> = { roles: (name) => `Roles of ${name}`, sessions: (name) => `Sessions of ${name}`, impersonate: (name) => `Act as ${name}` }

export function PersonDialogs({ opened, close }: { opened: PersonOpen | null; close: () => void }) {
  if (!opened) return null
  const { what, person } = opened
  return (
    <Dialog open onOpenChange={(open) => { if (!open) close() }} title={titles[what](person.name)} description={what === 'impersonate' ? 'You see and do what they may, for at most an hour. All that you change names both of you.' : undefined}>
      {what === 'roles' && <PersonRoles person={person} done={close} />}
      {what === 'sessions' && <PersonSessions id={person.id} />}
      {what === 'impersonate' && <ActAs id={person.id} done={close} />}
    </Dialog>
  )
}

function PersonRoles({ person, done }: { person: Person; done: () => void }) {
  const choices = useQuery(choicesQuery)
  const assign = useAssignRoles(person.id)
  if (choices.isError && !choices.data) return <Failed what="The roles could not be read." detail={describeError(choices.error)} retry={() => void choices.refetch()} />
  if (!choices.data) return <Loading label="Loading roles"><Bone className="h-40" /></Loading>
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const id = (name: string) => String(form.get(name) ?? '') || null
        assign.mutate({ roleIds: form.getAll('role').map(String), teamId: id('team'), warehouseId: id('warehouse') }, { onSuccess: done })
      }}
    >
      {assign.isError && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(assign.error)}</Banner>}
      <RoleChoice roles={choices.data.roles} chosen={person.roles.map((role) => role.id)} />
      <Choice label="Team" help="For roles that show what the team does." name="team" options={choices.data.teams} value={person.teamId} />
      <Choice label="Warehouse" help="For roles that show their own warehouse." name="warehouse" options={choices.data.warehouses} value={person.warehouseId} />
      <div className="flex justify-end gap-2"><Button onClick={done}>Cancel</Button><Button type="submit" tone="primary" busy={assign.isPending}>Save</Button></div>
    </form>
  )
}

const Choice = ({ label, help, name, options, value }: { label: string; help: string; name: string; options: { id: string; name: string }[]; value: string | null }) => options.length === 0 ? null : (
  <Field label={label} help={help}>
    {(ids) => <Select {...ids} name={name} defaultValue={value ?? ''}><option value="">None</option>{options.map((option) => <option key={option.id} value={option.id}>{option.name}</option>)}</Select>}
  </Field>
)

function PersonSessions({ id }: { id: string }) {
  const query = useQuery(sessionsOfQuery(id))
  const end = useEndSession()
  if (query.isError && !query.data) return <Failed what="The sessions could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />
  if (!query.data) return <Loading label="Loading sessions"><Bone className="h-24" /></Loading>
  return query.data.length === 0
    ? <p className="text-list text-muted">Nowhere signed in to this workspace.</p>
    : <SessionList sessions={query.data} busy={end.isPending ? end.variables : undefined} onEnd={(session) => end.mutate(session)} />
}

function ActAs({ id, done }: { id: string; done: () => void }) {
  const act = useImpersonate()
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); act.mutate({ id, reason: String(new FormData(event.currentTarget).get('reason')).trim() }) }}>
      {elsewhere(act.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(act.error)}</Banner>}
      <Field label="Reason" help="Kept in the audit log." error={errorOf(act.error, 'reason')}>{(ids) => <Input {...ids} name="reason" required minLength={5} maxLength={300} autoComplete="off" placeholder="They cannot see a quote" />}</Field>
      <div className="flex justify-end gap-2"><Button onClick={done}>Cancel</Button><Button type="submit" tone="primary" busy={act.isPending}>Begin</Button></div>
    </form>
  )
}
