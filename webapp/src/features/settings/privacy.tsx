import { useQuery } from '@tanstack/react-query'
import { Download, Eraser, UserSearch } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { describeError } from '@/api/client'
import { useDebounced } from '@/lib/use-debounced'
import { Button } from '@/ui/button'
import { Page } from '@/ui/page'
import { SearchField } from '@/ui/search-field'
import { Bone, Failed, Loading } from '@/ui/states'
import { Table, Td, Th } from '@/ui/table'
import { Time } from '@/ui/time'
import { EraseDialog } from './erase-dialog'
import { contactsQuery, kindName, privacyQuery, type FoundContact } from './privacy-api'
import { RetentionForm } from './retention-form'
import type { SectionProps } from './settings-page'

/** A person's file, a person's erasure, and how long everything is kept. */
export function Privacy({ search, onSearch }: SectionProps) {
  const query = useQuery(privacyQuery)
  return (
    <Page title="Privacy">
      <div className="mx-auto max-w-page space-y-6 p-4">
        <Part title="A person asks" about="Give them everything that is kept about them, or forget them.">
          <FindPerson q={search.q ?? ''} onSearch={(q) => onSearch({ ...search, q: q || undefined })} />
        </Part>
        {query.isPending && <Loading label="Loading the rules"><Bone className="h-52" /></Loading>}
        {query.isError && !query.data && <Failed what="The rules could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
        {query.data && (
          <>
            <Part title="How long things are kept" about="Every hour what is older goes."><RetentionForm key={JSON.stringify(query.data.rules)} rules={query.data.rules} /></Part>
            <Part title="What went" about="The latest runs that removed something.">
              {query.data.runs.length === 0 ? <p className="text-list text-muted">Nothing was old enough yet.</p> : (
                <Table label="Retention runs">
                  <thead><tr><Th>When</Th><Th>What</Th><Th className="max-phone:hidden">Older than</Th><Th numeric>Removed</Th></tr></thead>
                  <tbody>{query.data.runs.map((run) => <tr key={run.id}><Td><Time at={run.at} as="full" /></Td><Td>{kindName(run.kind)}</Td><Td className="max-phone:hidden"><Time at={run.before} as="full" /></Td><Td numeric>{run.removed}</Td></tr>)}</tbody>
                </Table>
              )}
            </Part>
            <Part title="Who was erased" about="Without a name: that is the point.">
              {query.data.erasures.length === 0 ? <p className="text-list text-muted">Nobody yet.</p> : (
                <Table label="Erasures">
                  <thead><tr><Th>When</Th><Th>By</Th><Th>Reason</Th></tr></thead>
                  <tbody>{query.data.erasures.map((erasure) => <tr key={erasure.id}><Td><Time at={erasure.at} as="full" /></Td><Td>{erasure.actorName ?? 'System'}</Td><Td>{erasure.reason}{erasure.afterRestore && <span className="text-muted"> (again, after a restore)</span>}</Td></tr>)}</tbody>
                </Table>
              )}
            </Part>
          </>
        )}
      </div>
    </Page>
  )
}

function FindPerson({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const wanted = useDebounced(q, 200)
  const query = useQuery(contactsQuery(wanted))
  const [erasing, setErasing] = useState<FoundContact | null>(null)
  const found = wanted.trim().length >= 2 ? query.data : undefined
  return (
    <div className="space-y-3">
      <SearchField label="Name or number" value={q} onChange={onSearch} className="w-80 max-w-full" />
      {query.isError && <p role="alert" className="text-list text-bad-text">{describeError(query.error)}</p>}
      {found?.length === 0 && <p className="flex items-center gap-2 text-list text-muted"><UserSearch size={16} aria-hidden />Nobody here has this name or number.</p>}
      {found && found.length > 0 && (
        <ul aria-label="People found" className="divide-y divide-hair rounded-panel border border-hair">
          {found.map((contact) => (
            <li key={contact.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
              <span className="min-w-0 flex-1"><span dir="auto" className="block truncate text-list font-strong text-strong">{contact.name}</span><span className="block text-meta text-muted figures">{[contact.address !== contact.name && contact.address, contact.optedOut && 'has replied STOP'].filter(Boolean).join(' · ')}</span></span>
              <a href={`/api/contacts/${contact.id}/export`} download className="inline-flex h-control-small items-center gap-1.5 rounded-input border border-line bg-surface-1 px-2 text-meta font-strong text-strong hover:bg-surface-2"><Download size={14} aria-hidden />Export</a>
              <Button small tone="danger" icon={<Eraser size={14} aria-hidden />} onClick={() => setErasing(contact)}>Erase…</Button>
            </li>
          ))}
        </ul>
      )}
      {erasing && <EraseDialog contact={erasing} onClose={() => setErasing(null)} />}
    </div>
  )
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="space-y-3 rounded-panel border border-hair bg-surface-1 p-4">
      <div><h2 className="text-body font-strong text-strong">{title}</h2><p className="text-list text-muted">{about}</p></div>
      {children}
    </section>
  )
}
