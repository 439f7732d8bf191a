import { Check, Minus } from 'lucide-react'
import { Fragment } from 'react'
import type { Schemas } from '@/api/client'
import { Chip } from '@/ui/chip'
import { Table, Td, Th } from '@/ui/table'

type Report = Schemas['RoleReport']

const scopes = { own: 'Own', team: 'Own team', all: 'All' }

/** Two tables: what each role may, and what each person may with all their roles together. */
export function RoleReport({ report }: { report: Report }) {
  const shown = report.permissions.filter((info) => !info.later)
  const groups = [...new Set(shown.map((info) => info.group))]
  const nameOf = (id: string) => report.roles.find((role) => role.id === id)?.name ?? ''
  return (
    <div className="space-y-6 p-4">
      <section aria-label="What each role may" className="overflow-hidden rounded-panel border border-hair bg-surface-1">
        <Table label="What each role may">
          <thead><tr><Th className="left-0 z-[2]">Permission</Th>{report.roles.map((role) => <Th key={role.id} className="text-center">{role.name}</Th>)}</tr></thead>
          <tbody>
            {groups.map((group) => (
              <Fragment key={group}>
                <tr><th scope="colgroup" colSpan={report.roles.length + 1} className="bg-surface-0 px-4 py-1.5 text-left text-meta font-strong text-normal">{group}</th></tr>
                {shown.filter((info) => info.group === group).map((info) => (
                  <tr key={info.permission}>
                    <th scope="row" className="sticky left-0 h-row-compact border-b border-hair bg-surface-1 px-4 text-left font-normal whitespace-nowrap text-strong">{info.name}</th>
                    {report.roles.map((role) => <Td key={role.id} className="h-row-compact text-center"><Mark on={role.permissions.includes(info.permission)} /></Td>)}
                  </tr>
                ))}
              </Fragment>
            ))}
            <tr><th scope="row" className="sticky left-0 h-row-compact bg-surface-1 px-4 text-left font-normal text-strong">Orders seen</th>{report.roles.map((role) => <Td key={role.id} className="text-center text-meta text-muted">{role.permissions.includes('orders_read') ? scopes[role.orderScope] : '–'}</Td>)}</tr>
          </tbody>
        </Table>
      </section>
      <section aria-label="What each person may" className="overflow-hidden rounded-panel border border-hair bg-surface-1">
        <Table label="What each person may">
          <thead><tr><Th>Person</Th><Th>Roles</Th><Th>May</Th><Th>Orders</Th><Th>Warehouses</Th></tr></thead>
          <tbody>
            {report.people.map((person) => (
              <tr key={person.id}>
                <Td><span dir="auto" className="block max-w-56 truncate text-strong">{person.name}</span><span className="block max-w-56 truncate text-meta text-muted">{person.email}</span></Td>
                <Td><span className="flex flex-wrap gap-1">{person.status !== 'active' && <Chip tone="warn">{person.status === 'invited' ? 'Invited' : 'Deactivated'}</Chip>}{person.roleIds.map((id) => <Chip key={id}>{nameOf(id)}</Chip>)}{person.roleIds.length === 0 && <span className="text-muted">None</span>}</span></Td>
                <Td className="min-w-60 text-meta text-muted">{may(shown, person.permissions)}</Td>
                <Td className="whitespace-nowrap">{person.permissions.includes('orders_read') ? scopes[person.orderScope] : '–'}{person.masksPersonalData && <span className="block text-meta text-muted">details hidden</span>}</Td>
                <Td className="whitespace-nowrap">{person.ownWarehouseOnly ? 'Own' : 'All'}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
    </div>
  )
}

const may = (shown: Report['permissions'], granted: string[]) => {
  const names = shown.filter((info) => granted.includes(info.permission)).map((info) => info.name)
  return names.length === shown.length ? 'Everything' : names.join(', ') || 'Nothing'
}

const Mark = ({ on }: { on: boolean }) => on
  ? <Check size={16} className="mx-auto text-good-text" role="img" aria-label="yes" />
  : <Minus size={16} className="mx-auto text-line" role="img" aria-label="no" />
