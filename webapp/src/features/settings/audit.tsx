import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, History, SearchX, X } from 'lucide-react'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Input } from '@/ui/field'
import { More } from '@/ui/more'
import { Page } from '@/ui/page'
import { Segments } from '@/ui/segments'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { auditFile, auditQuery, inWords, type AuditFilter } from './audit-api'
import { AuditRow } from './audit-row'
import type { SectionProps } from './settings-page'

const kinds = [{ value: 'all', label: 'Everyone' }, { value: 'user', label: 'People' }, { value: 'job', label: 'Automatic' }]

/** Who did what. Every filter is in the address, so that what was found can be sent to somebody. */
export function Audit({ search, onSearch }: SectionProps) {
  const filter: AuditFilter = { from: search.from, to: search.to, actor: search.actor, action: search.action, entity: search.entity, entityId: search.entityId }
  const query = useInfiniteQuery(auditQuery(filter))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const narrow = (more: AuditFilter) => onSearch({ ...filter, ...more })
  const filtered = Object.values(filter).some(Boolean)
  const download = (
    <a href={auditFile(filter)} download className="inline-flex h-control items-center gap-1.5 rounded-input border border-line bg-surface-1 px-3 text-list font-strong whitespace-nowrap text-strong hover:bg-surface-2">
      <Download size={14} aria-hidden />Export
    </a>
  )
  return (
    <Page title="Audit" aside={download}>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2 border-b border-hair bg-surface-1 px-4 py-2.5">
        <Day label="From" value={search.from} onChange={(from) => narrow({ from })} />
        <Day label="To" value={search.to} onChange={(to) => narrow({ to })} />
        <Segments label="Who" value={search.actor === 'user' || search.actor === 'job' ? search.actor : 'all'} options={kinds} onChange={(kind) => narrow({ actor: kind === 'all' ? undefined : kind })} />
        <span className="flex flex-wrap items-center gap-1.5">
          {search.actor && search.actor !== 'user' && search.actor !== 'job' && <Narrowed clear={() => narrow({ actor: undefined })}>{actorName(items, search.actor)}</Narrowed>}
          {search.action && <Narrowed clear={() => narrow({ action: undefined })}>{inWords(search.action)}</Narrowed>}
          {search.entityId && <Narrowed clear={() => narrow({ entity: undefined, entityId: undefined })}>{`One ${inWords(search.entity ?? 'thing').toLowerCase()}`}</Narrowed>}
          {filtered && <Button small tone="ghost" onClick={() => onSearch({})}>Show everything</Button>}
        </span>
      </div>
      {query.isPending && <Loading label="Loading the audit"><div className="space-y-3 p-4">{Array.from({ length: 12 }, (_, index) => <Bone key={index} className="h-6" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The audit could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && items.length === 0 && (filtered
        ? <Empty icon={SearchX} action={<Button onClick={() => onSearch({})}>Show everything</Button>}>Nothing was written down that fits.</Empty>
        : <Empty icon={History}>Nothing has happened here yet.</Empty>)}
      {items.length > 0 && (
        <div className="bg-surface-1">
          <ol aria-label="What happened, newest first">{items.map((item) => <AuditRow key={item.id} item={item} narrow={narrow} />)}</ol>
          <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
        </div>
      )}
    </Page>
  )
}

const actorName = (items: { actor: string | null; actorName: string | null }[], actor: string) =>
  items.find((item) => item.actor === actor)?.actorName ?? inWords(actor.replace(/:.*/, ''))

function Day({ label, value, onChange }: { label: string; value: string | undefined; onChange: (day: string | undefined) => void }) {
  return (
    <label className="flex items-center gap-1.5 text-list text-muted">
      <span className="max-phone:w-10">{label}</span>
      <Input type="date" value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)} className="w-36!" />
    </label>
  )
}

function Narrowed({ clear, children }: { clear: () => void; children: string }) {
  return (
    <button type="button" onClick={clear} aria-label={`No longer only ${children}`} className="inline-flex h-control-small items-center gap-1 rounded-chip bg-accent-tint px-2.5 text-meta text-accent-text hover:bg-surface-3">
      {children}<X size={12} aria-hidden />
    </button>
  )
}
