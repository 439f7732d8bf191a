import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { get, type Schemas } from '@/api/client'
import { formatInstant } from '@/lib/dates'

export type AuditItem = Schemas['AuditItem']
export type AuditChange = Schemas['AuditChange']

/** Which rows are asked for, as it stands in the address. */
export interface AuditFilter { from?: string; to?: string; actor?: string; action?: string; entity?: string; entityId?: string }

export const auditQuery = (filter: AuditFilter) => infiniteQueryOptions({
  queryKey: ['audit', filter],
  queryFn: ({ pageParam, signal }) => get('/api/audit', { ...filter, cursor: pageParam }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  placeholderData: keepPreviousData,
})

/** Where the file with the same rows comes from. */
export function auditFile(filter: AuditFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value))
  return `/api/audit/export?${query}`
}

/** "quote_revision.changed" and "shipTo" as people say them. */
export const inWords = (code: string) => {
  const words = code.replace(/[._]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A value of any shape in one line. */
export const valueText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? formatInstant(value) : typeof value === 'string' && /^[a-z]+(_[a-z]+)+$/.test(value) ? inWords(value) : typeof value === 'object' ? JSON.stringify(value) : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)

/** Who acted: a person's name, or what acted by itself. */
export function actorText(item: AuditItem): string {
  const name = item.actorName ?? (item.actor?.startsWith('user:') ? 'A former member' : item.actor?.startsWith('job:') ? 'Automatic' : item.actor ? inWords(item.actor.replace(/:.*/, '')) : 'System')
  return item.onBehalfOf ? `${name} as ${item.onBehalfOfName ?? 'a former member'}` : name
}
