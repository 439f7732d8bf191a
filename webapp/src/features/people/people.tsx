import { useInfiniteQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '@/api/client'
import { useMay } from '@/api/session'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { More } from '@/ui/more'
import { Page } from '@/ui/page'
import { SearchField } from '@/ui/search-field'
import { Segments } from '@/ui/segments'
import { Bone, Failed, Loading } from '@/ui/states'
import { peopleQuery, signInsQuery } from './api'
import { AdminAddresses } from './admin-addresses'
import { Invite } from './invite'
import { PersonDialogs, type PersonOpen } from './person-dialogs'
import { PeopleTable } from './people-table'
import { SignIns } from './sign-ins'

type Search = Record<string, string | undefined>
const tabs = [{ value: 'people', label: 'People' }, { value: 'sign-ins', label: 'Sign-ins' }, { value: 'networks', label: 'Networks' }] as const
type Tab = (typeof tabs)[number]['value']

/** Who works here: `tab`, the search `q` and an opened person stand in the address. */
export function People({ search, onSearch }: { search: Search; onSearch: (search: Search) => void }) {
  const may = useMay()
  const [inviting, setInviting] = useState(false)
  const shown = tabs.filter(({ value }) => value !== 'networks' || may('settings_manage'))
  const tab: Tab = shown.find(({ value }) => value === search.tab)?.value ?? 'people'
  return (
    <Page title="People" aside={<><Segments label="What is shown" value={tab} onChange={(next) => onSearch({ tab: next === 'people' ? undefined : next })} options={[...shown]} /><Button tone="primary" icon={<UserPlus size={14} aria-hidden />} onClick={() => setInviting(true)}>Invite</Button></>}>
      <div className="mx-auto max-w-page p-4">
        {tab === 'people' && <Everybody search={search} onSearch={onSearch} />}
        {tab === 'sign-ins' && <div className="overflow-hidden rounded-panel border border-hair bg-surface-1"><SignIns query={signInsQuery} label="Sign-ins of this workspace" people /></div>}
        {tab === 'networks' && <AdminAddresses />}
      </div>
      <Dialog open={inviting} onOpenChange={setInviting} title="Invite somebody" description="They get a mail with a link, good for seven days and one use."><Invite done={() => setInviting(false)} /></Dialog>
    </Page>
  )
}

function Everybody({ search, onSearch }: { search: Search; onSearch: (search: Search) => void }) {
  const query = useInfiniteQuery(peopleQuery(search.q))
  const [opened, setOpened] = useState<PersonOpen | null>(null)
  const people = query.data?.pages.flatMap((page) => page.items)
  return (
    <div className="space-y-3">
      {people && (search.q || people.length > 8) && <SearchField label="Find by name, e-mail or role" value={search.q ?? ''} onChange={(q) => onSearch({ ...search, q: q || undefined })} className="max-w-form" />}
      {query.isPending && <Loading label="Loading people"><Bone className="h-60" /></Loading>}
      {query.isError && !query.data && <Failed what="The people could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {people && (people.length > 0 ? <PeopleTable people={people} onOpen={setOpened} /> : <p className="p-4 text-list text-muted">Nobody fits “{search.q}”.</p>)}
      <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
      <PersonDialogs key={opened ? `${opened.what} ${opened.person.id}` : 'none'} opened={opened} close={() => setOpened(null)} />
    </div>
  )
}
