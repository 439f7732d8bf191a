import { CircleCheck, CirclePause, Fingerprint, MailQuestion, MoreHorizontal, ShieldCheck, type LucideIcon } from 'lucide-react'
import { useMay } from '@/api/session'
import { Avatar } from '@/ui/avatar'
import { Chip, type Tone } from '@/ui/chip'
import { IconButton } from '@/ui/button'
import { Menu, MenuItem } from '@/ui/menu'
import { Table, Td, Th } from '@/ui/table'
import { Time } from '@/ui/time'
import { toastWithUndo } from '@/ui/toaster'
import { useDeactivate, useEndSessionsOf, useInviteAgain, useReactivate, useWithdraw, type Person } from './api'
import type { PersonOpen } from './person-dialogs'

const statuses: Record<Person['status'], [string, Tone, LucideIcon]> = {
  active: ['Active', 'good', CircleCheck],
  invited: ['Invited', 'info', MailQuestion],
  disabled: ['Deactivated', 'neutral', CirclePause],
}

interface Props { people: Person[]; onOpen: (opened: PersonOpen) => void }

export const PeopleTable = ({ people, onOpen }: Props) => (
  <div className="overflow-hidden rounded-panel border border-hair bg-surface-1">
    <Table label="People">
      <thead><tr><Th>Name</Th><Th className="max-phone:hidden">Roles</Th><Th>Status</Th><Th className="max-phone:hidden">Two-step</Th><Th className="max-phone:hidden">Last sign-in</Th><Th><span className="sr-only">Actions</span></Th></tr></thead>
      <tbody>
        {people.map((person) => {
          const [word, tone, icon] = statuses[person.status]
          return (
            <tr key={person.id}>
              <Td>
                <div className="flex items-center gap-2.5 py-1.5 phone:min-w-52">
                  <Avatar name={person.name} size="small" />
                  <span className="min-w-0">
                    <span dir="auto" className="block max-w-64 truncate text-strong max-phone:max-w-[38vw]">{person.name}</span>
                    {person.name !== person.email && <span className="block max-w-64 truncate text-meta text-muted max-phone:max-w-[38vw]">{person.email}</span>}
                    <span className="block max-w-[38vw] truncate text-meta text-muted phone:hidden">{person.roles.map((role) => role.name).join(', ') || 'No role'}</span>
                  </span>
                </div>
              </Td>
              <Td className="min-w-36 max-phone:hidden">{person.roles.map((role) => role.name).join(', ') || <span className="text-muted">None</span>}</Td>
              <Td><Chip tone={tone} icon={icon}>{word}</Chip>{person.status === 'invited' && <span className="mt-0.5 block text-meta text-muted phone:whitespace-nowrap">{person.invitedUntil ? <>until <Time at={person.invitedUntil} as="full" /></> : 'the link is over'}</span>}</Td>
              <Td className="max-phone:hidden"><span className="flex flex-wrap gap-1">{person.twoStep ? <Chip tone="good" icon={ShieldCheck}>On</Chip> : !person.passkey && <span className="text-muted">Off</span>}{person.passkey && <Chip icon={Fingerprint}>Passkey</Chip>}</span></Td>
              <Td className="whitespace-nowrap max-phone:hidden">{person.lastSignIn ? <Time at={person.lastSignIn} /> : <span className="text-muted">Never</span>}</Td>
              <Td numeric><PersonMenu person={person} onOpen={onOpen} /></Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  </div>
)

function PersonMenu({ person, onOpen }: { person: Person; onOpen: (opened: PersonOpen) => void }) {
  const may = useMay()
  const [again, withdraw, reactivate, deactivate, end] = [useInviteAgain(), useWithdraw(), useReactivate(), useDeactivate(), useEndSessionsOf()]
  const can = (action: string) => person.can.includes(action)
  const leave = () => deactivate.mutate(person.id, { onSuccess: () => toastWithUndo(`${person.name} is deactivated`, () => reactivate.mutate(person.id)) })
  return (
    <Menu label={person.name} trigger={<IconButton small label={`Actions for ${person.name}`}><MoreHorizontal size={16} aria-hidden /></IconButton>}>
      {may('roles_manage') && <MenuItem onSelect={() => onOpen({ what: 'roles', person })}>Roles…</MenuItem>}
      {can('end_sessions') && <MenuItem onSelect={() => onOpen({ what: 'sessions', person })}>Sessions…</MenuItem>}
      {can('end_sessions') && <MenuItem onSelect={() => end.mutate(person.id)}>End all sessions</MenuItem>}
      {can('impersonate') && <MenuItem onSelect={() => onOpen({ what: 'impersonate', person })}>Act as this person…</MenuItem>}
      {can('invite_again') && <MenuItem onSelect={() => again.mutate(person.id)}>Send a new link</MenuItem>}
      {can('withdraw') && <MenuItem onSelect={() => withdraw.mutate(person.id)}>Withdraw the invitation</MenuItem>}
      {can('reactivate') && <MenuItem onSelect={() => reactivate.mutate(person.id)}>Reactivate</MenuItem>}
      {can('deactivate') && <MenuItem onSelect={leave}>Deactivate</MenuItem>}
    </Menu>
  )
}
