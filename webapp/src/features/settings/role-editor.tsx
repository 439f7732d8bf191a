import { ArrowLeft, CircleAlert, Info } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { describeError } from '@/api/client'
import { sessionQuery, type Permission } from '@/api/session'
import { formatCount } from '@/lib/money'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Check } from '@/ui/check'
import { Dialog } from '@/ui/dialog'
import { Field, Input } from '@/ui/field'
import { LeaveGuard } from '@/ui/leave-guard'
import { Page } from '@/ui/page'
import { Segments } from '@/ui/segments'
import { dependentsOf, needsOf } from './permission-rules'
import { emptyRole, formOf, useDeleteRole, useResetRole, useSaveRole, type PermissionInfo, type Role, type RoleForm } from './roles-api'

/** What cannot be done without seeing how to reach a customer; the server refuses the same. */
const showsDetails: Permission[] = ['inbox_read', 'customers_manage', 'privacy_manage', 'audit_read', 'simulator_use']

interface Props { role: Role | null; permissions: PermissionInfo[]; readOnly: boolean; close: () => void; onSaved: (id: string) => void }

export function RoleEditor({ role, permissions, readOnly, close, onSaved }: Props) {
  const before = role ? formOf(role) : emptyRole
  const [form, setForm] = useState<RoleForm>(before)
  const [note, setNote] = useState<{ at: Permission; text: string } | null>(null)
  const save = useSaveRole(role)
  const dirty = JSON.stringify({ ...form, permissions: [...form.permissions].sort() }) !== JSON.stringify({ ...before, permissions: [...before.permissions].sort() })
  const nameOf = (permission: Permission) => permissions.find((info) => info.permission === permission)?.name ?? permission
  const demo = useQuery(sessionQuery).data?.workspace.demo ?? false
  const isShown = (permission: Permission) => (demo || permission !== 'simulator_use') && !permissions.find((info) => info.permission === permission)?.later
  const showing = form.permissions.filter((permission) => showsDetails.includes(permission) && isShown(permission))

  const toggle = (permission: Permission, on: boolean) => {
    setNote(null)
    if (on) {
      const along = needsOf(permission, permissions).filter((needed) => !form.permissions.includes(needed))
      if (along.length > 0) setNote({ at: permission, text: `Also grants ${along.map(nameOf).map((name) => `“${name}”`).join(' and ')}, which it needs.` })
      setForm({ ...form, permissions: [...form.permissions, permission, ...along] })
      return
    }
    const dependents = dependentsOf(permission, form.permissions, permissions)
    if (dependents.length > 0) setNote({ at: permission, text: `${dependents.map(({ name }) => `“${name}”`).join(' and ')} ${dependents.length === 1 ? 'needs' : 'need'} this; take ${dependents.length === 1 ? 'that' : 'those'} away first.` })
    else {
      const gone = [permission, ...dependentsOf(permission, form.permissions, permissions, true).map((info) => info.permission)]
      setForm({ ...form, permissions: form.permissions.filter((one) => !gone.includes(one)) })
    }
  }

  return (
    <Page title={<span className="flex items-center gap-3"><button type="button" aria-label="Back to roles" onClick={close} className="rounded-input text-muted hover:text-strong"><ArrowLeft size={16} aria-hidden /></button>{role?.name ?? 'New role'}</span>}>
      <LeaveGuard unsaved={dirty && !save.isPending && !save.isSuccess} />
      <form
        className="mx-auto max-w-prose space-y-5 p-4"
        onSubmit={(event) => { event.preventDefault(); save.mutate(form, { onSuccess: ({ role: saved }) => onSaved(saved.id) }) }}
      >
        {role?.about && <p className="text-list text-muted">{role.about}</p>}
        {role && role.people > 0 && !readOnly && (
          <Banner tone="info" icon={Info}>{role.people === 1 ? 'One person has' : <><span className="figures">{formatCount(role.people)}</span> people have</>} this role. What you change acts at their next click.</Banner>
        )}
        <fieldset disabled={readOnly} className="space-y-5">
          <Field label="Name">{(ids) => <Input {...ids} required maxLength={60} value={form.name} onChange={(event) => setForm({ ...form, name: event.target.value })} />}</Field>
          <Grouped permissions={permissions} granted={form.permissions} note={note} toggle={toggle} nameOf={nameOf} />
          <Later names={permissions.filter((info) => info.later && form.permissions.includes(info.permission)).map((info) => info.name)} />
          <section aria-label="How far it sees" className="space-y-4 rounded-panel border border-hair bg-surface-1 p-4">
            <h2 className="text-body font-strong text-strong">How far it sees</h2>
            <Scope label="Quotes and orders" help="A team is set with each person; people without a team are one.">
              <Segments label="Quotes and orders" value={form.orderScope} onChange={(orderScope) => setForm({ ...form, orderScope })} options={[{ value: 'own', label: 'Own' }, { value: 'team', label: 'Own team' }, { value: 'all', label: 'All' }]} />
            </Scope>
            <Scope label="Warehouses" help="“Own” shows the stock of the person’s warehouse, and the orders served from it.">
              <Segments label="Warehouses" value={form.warehouseScope} onChange={(warehouseScope) => setForm({ ...form, warehouseScope })} options={[{ value: 'own', label: 'Own' }, { value: 'all', label: 'All' }]} />
            </Scope>
            <Check
              label="Hide how to reach customers" help="Names stay; phone numbers, e-mail and addresses are masked."
              note={showing.length > 0 ? `Not together with ${showing.map(nameOf).map((name) => `“${name}”`).join(', ')}: they would be seen there.` : undefined}
              checked={form.masksPersonalData} disabled={showing.length > 0 && !form.masksPersonalData} onChange={(masksPersonalData) => setForm({ ...form, masksPersonalData, permissions: form.permissions.filter((one) => !masksPersonalData || !showsDetails.includes(one)) })}
            />
          </section>
        </fieldset>
        {save.isError && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(save.error)}</Banner>}
        {!readOnly && (
          <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t border-hair bg-surface-0 py-3">
            {role?.can.includes('reset') && <ResetButton role={role} close={close} />}
            {role?.can.includes('delete') && <DeleteButton role={role} close={close} />}
            <span className="ml-auto flex gap-2"><Button onClick={close}>Cancel</Button><Button type="submit" tone="primary" disabled={!dirty} busy={save.isPending}>{save.isPending ? 'Saving…' : 'Save'}</Button></span>
          </div>
        )}
      </form>
    </Page>
  )
}

const Scope = ({ label, help, children }: { label: string; help: string; children: React.ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2"><div className="min-w-0 flex-1 basis-60"><p className="text-list text-strong">{label}</p><p className="text-meta text-muted">{help}</p></div>{children}</div>
)

interface GroupedProps { permissions: PermissionInfo[]; granted: Permission[]; note: { at: Permission; text: string } | null; toggle: (permission: Permission, on: boolean) => void; nameOf: (permission: Permission) => string }

function Grouped({ permissions, granted, note, toggle, nameOf }: GroupedProps) {
  const demo = useQuery(sessionQuery).data?.workspace.demo
  const shown = permissions.filter((info) => !info.later && (demo || info.permission !== 'simulator_use'))
  const groups = [...new Set(shown.map((info) => info.group))]
  return groups.map((group) => (
    <fieldset key={group} className="rounded-panel border border-hair bg-surface-1 px-4 pt-1 pb-2">
      <legend className="px-1 text-body font-strong text-strong">{group}</legend>
      {shown.filter((info) => info.group === group).map((info) => (
        <Check
          key={info.permission} label={info.name}
          help={<>{info.sentence}{info.dependsOn.length > 0 && <> Needs {info.dependsOn.map((needed) => `“${nameOf(needed)}”`).join(', ')}.</>}</>}
          note={note?.at === info.permission ? note.text : undefined}
          checked={granted.includes(info.permission)} onChange={(on) => toggle(info.permission, on)}
        />
      ))}
    </fieldset>
  ))
}

/** Granted by the role's defaults, and still without anything that asks for it: not to be mistaken for what works. */
const Later = ({ names }: { names: string[] }) => names.length === 0 ? null : (
  <section aria-label="Comes later" className="rounded-panel border border-dashed border-line p-4">
    <h2 className="text-body font-strong text-strong">Comes later</h2>
    <p className="mt-1 text-list text-muted">Nothing here asks for this yet. Once it does, this role may do it: {names.map((name) => `“${name}”`).join(', ')}.</p>
  </section>
)

function ResetButton({ role, close }: { role: Role; close: () => void }) {
  const [open, setOpen] = useState(false)
  const reset = useResetRole(role.id)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Back to its defaults…</Button>
      <Dialog open={open} onOpenChange={setOpen} title={`Reset ${role.name}?`} description="Its name, permissions and scopes become what they were at the beginning; what you changed in this role is lost.">
        {reset.isError && <Banner tone="bad" icon={CircleAlert} role="alert" className="mb-3">{describeError(reset.error)}</Banner>}
        <div className="flex justify-end gap-2"><Button onClick={() => setOpen(false)}>Cancel</Button><Button tone="danger" busy={reset.isPending} onClick={() => reset.mutate(undefined, { onSuccess: close })}>Reset</Button></div>
      </Dialog>
    </>
  )
}

function DeleteButton({ role, close }: { role: Role; close: () => void }) {
  const [open, setOpen] = useState(false)
  const remove = useDeleteRole(role)
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>Delete…</Button>
      <Dialog open={open} onOpenChange={setOpen} title={`Delete ${role.name}?`} description="Nobody has this role. It cannot be brought back.">
        {remove.isError && <Banner tone="bad" icon={CircleAlert} role="alert" className="mb-3">{describeError(remove.error)}</Banner>}
        <div className="flex justify-end gap-2"><Button onClick={() => setOpen(false)}>Cancel</Button><Button tone="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: close })}>Delete</Button></div>
      </Dialog>
    </>
  )
}
