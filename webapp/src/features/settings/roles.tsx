import { useQuery } from '@tanstack/react-query'
import { ChevronRight, Plus, ShieldCheck } from 'lucide-react'
import { describeError } from '@/api/client'
import { useMay } from '@/api/session'
import { formatCount } from '@/lib/money'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { Page } from '@/ui/page'
import { Segments } from '@/ui/segments'
import { Bone, Failed, Loading } from '@/ui/states'
import { RoleEditor } from './role-editor'
import { RoleReport } from './role-report'
import { roleReportQuery, type Role } from './roles-api'
import type { SectionProps } from './settings-page'

const scopes = { own: 'their own', team: 'their team’s', all: 'all' }

/** The scope of a role in a few words. */
const reach = (role: Role) => [
  role.permissions.includes('orders_read') && `sees ${scopes[role.orderScope]} orders`,
  role.warehouseScope === 'own' && 'own warehouse',
  role.masksPersonalData && 'customers’ details hidden',
].filter(Boolean).join(' · ')

const counted = (permissions: number) => `${formatCount(permissions)} ${permissions === 1 ? 'permission' : 'permissions'}`

/** `role` in the address is "new" or the id of a role; `view` is "report" for who may what. */
export function Roles({ search: { role: open, view }, onSearch }: SectionProps) {
  const query = useQuery(roleReportQuery)
  const may = useMay()
  const later = new Set(query.data?.permissions.filter((info) => info.later).map((info) => info.permission))
  const chosen = query.data?.roles.find((role) => role.id === open) ?? null
  if (query.data && (chosen || open === 'new')) {
    return <RoleEditor key={`${open} ${chosen?.version ?? ''}`} role={chosen} permissions={query.data.permissions} readOnly={!may('roles_manage')} close={() => onSearch({})} onSaved={() => onSearch({})} />
  }

  return (
    <Page
      title="Roles"
      aside={
        <>
          <Segments label="Show" value={view === 'report' ? 'report' : 'roles'} onChange={(next) => onSearch({ view: next === 'report' ? 'report' : undefined })} options={[{ value: 'roles', label: 'Roles' }, { value: 'report', label: 'Who may what' }]} />
          {may('roles_manage') && <Button tone="primary" icon={<Plus size={14} aria-hidden />} onClick={() => onSearch({ role: 'new' })}>New role</Button>}
        </>
      }
    >
      {query.isPending && <Loading label="Loading roles"><div className="space-y-3 p-4">{Array.from({ length: 8 }, (_, index) => <Bone key={index} className="h-12" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The roles could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && view === 'report' && <RoleReport report={query.data} />}
      {query.data && view !== 'report' && (
        <div className="mx-auto max-w-page p-4">
          <p className="mb-3 max-w-prose text-list text-muted">A role says what people may do and how far they see. Somebody can have several; they add up.</p>
          <ul className="overflow-hidden rounded-panel border border-hair bg-surface-1">
            {query.data.roles.map((role) => (
              <li key={role.id} className="border-b border-hair last:border-b-0">
                <button type="button" onClick={() => onSearch({ role: role.id })} className="flex w-full items-center gap-3 px-4 py-2.5 text-left text-list outline-offset-[-2px] hover:bg-surface-2">
                  <span className="grid size-9 shrink-0 place-items-center rounded-panel bg-surface-2 text-muted max-phone:hidden"><ShieldCheck size={18} aria-hidden /></span>
                  <span className="min-w-0 flex-1">
                    <span className="flex flex-wrap items-center gap-2"><span dir="auto" className="truncate font-strong text-strong">{role.name}</span>{!role.system && <Chip>Your own</Chip>}{role.customised && <Chip tone="info">Changed</Chip>}</span>
                    <span className="block text-meta text-muted">{role.customised || !role.about ? [counted(role.permissions.filter((permission) => !later.has(permission)).length), reach(role)].filter(Boolean).join(' · ') : role.about}</span>
                  </span>
                  <span className="shrink-0 text-right text-meta text-muted figures">{role.people === 0 ? 'Nobody' : role.people === 1 ? '1 person' : `${formatCount(role.people)} people`}</span>
                  <ChevronRight size={16} className="shrink-0 text-muted" aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Page>
  )
}
