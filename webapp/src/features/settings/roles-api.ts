import { queryOptions, useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { del, get, post, put, type Schemas } from '@/api/client'
import type { Permission } from '@/api/session'

export type Role = Schemas['RoleView']
export type PermissionInfo = Schemas['PermissionInfo']
export type Team = Schemas['TeamView']

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'list'],
  queryFn: ({ signal }) => get('/api/roles', {}, { signal }),
})

/** The table of permissions, every role and everybody's access, in one answer. */
export const roleReportQuery = queryOptions({
  queryKey: ['roles', 'list', 'report'],
  queryFn: ({ signal }) => get('/api/roles/report', {}, { signal }),
})

export const teamsQuery = queryOptions({
  queryKey: ['teams', 'list'],
  queryFn: ({ signal }) => get('/api/teams', {}, { signal }),
})

/** What the editor holds of a role. */
export interface RoleForm { name: string; permissions: Permission[]; orderScope: Role['orderScope']; warehouseScope: Role['warehouseScope']; masksPersonalData: boolean }

export const emptyRole: RoleForm = { name: '', permissions: [], orderScope: 'team', warehouseScope: 'all', masksPersonalData: false }

export const formOf = ({ name, permissions, orderScope, warehouseScope, masksPersonalData }: Role): RoleForm => ({ name, permissions, orderScope, warehouseScope, masksPersonalData })

export const useSaveRole = (role: Role | null) => useMutation({
  mutationFn: (form: RoleForm) => {
    const body = { ...form, maxDiscountPercent: role?.maxDiscountPercent ?? null, maxRefund: role?.maxRefund ?? null, version: role?.version ?? null }
    return role ? put('/api/roles/{id}', { id: role.id }, body) : post('/api/roles', {}, body)
  },
  onSuccess: ({ role: saved }) => toast.success(`${saved.name} saved`, { description: saved.people > 0 ? 'It acts for everybody who has it, from now on.' : undefined }),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['roles'] }),
})

export const useResetRole = (id: string) => useMutation({
  mutationFn: () => post('/api/roles/{id}/reset', { id }),
  onSuccess: ({ role }) => toast.success(`${role.name} is as it was at the beginning`),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['roles'] }),
})

export const useDeleteRole = (role: Role) => useMutation({
  mutationFn: () => del('/api/roles/{id}', { id: role.id }),
  onSuccess: () => toast.success(`${role.name} deleted`),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['roles'] }),
})

export const useSaveTeam = (team: Team | null) => useMutation({
  mutationFn: (name: string) => team ? put('/api/teams/{id}', { id: team.id }, { name, version: team.version }) : post('/api/teams', {}, { name, version: null }),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['teams'] }),
})

export const useDeleteTeam = () => useMutation({
  mutationFn: (team: Team) => del('/api/teams/{id}', { id: team.id }),
  onSuccess: (_d, team) => toast.success(`${team.name} deleted`),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['teams'] }),
})
