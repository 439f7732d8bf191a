import { useQuery } from '@tanstack/react-query'
import { CircleAlert, Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, Input } from '@/ui/field'
import { Page } from '@/ui/page'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { teamsQuery, useDeleteTeam, useSaveTeam, type Team } from './roles-api'
import type { SectionProps } from './settings-page'

/** `team` in the address is "new", the id of a team, or nothing. */
export function Teams({ search: { team: open }, onSearch }: SectionProps) {
  const query = useQuery(teamsQuery)
  const [deleting, setDeleting] = useState<Team | null>(null)
  const editing = query.data?.find((team) => team.id === open) ?? null
  const add = <Button tone="primary" icon={<Plus size={14} aria-hidden />} onClick={() => onSearch({ team: 'new' })}>New team</Button>
  return (
    <Page title="Teams" aside={query.data && query.data.length > 0 && add}>
      <div className="mx-auto max-w-prose space-y-3 p-4">
        <p className="text-list text-muted">People of one team see each other’s quotes and orders, where their role shows “own team”. Who is in which team is set with each person.</p>
        {query.isPending && <Loading label="Loading teams"><Bone className="h-24" /></Loading>}
        {query.isError && !query.data && <Failed what="The teams could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
        {query.data?.length === 0 && <Empty icon={UsersRound} action={add}>No teams yet. Until there are, everybody is one team.</Empty>}
        {query.data && query.data.length > 0 && (
          <ul className="overflow-hidden rounded-panel border border-hair bg-surface-1">
            {query.data.map((team) => (
              <li key={team.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-hair px-4 py-2.5 last:border-b-0">
                <div className="min-w-0 flex-1 basis-48">
                  <h2 dir="auto" className="truncate text-list font-strong text-strong">{team.name}</h2>
                  <p className="text-meta text-muted">{team.people.length === 0 ? 'Nobody yet' : team.people.map((person) => person.name).join(', ')}</p>
                </div>
                <Button small onClick={() => onSearch({ team: team.id })}>Rename</Button>
                <Button small tone="danger" onClick={() => setDeleting(team)}>Delete…</Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Dialog open={open === 'new' || editing !== null} onOpenChange={(next) => { if (!next) onSearch({}) }} title={editing ? `Rename ${editing.name}` : 'New team'}>
        <TeamForm key={open} team={editing} close={() => onSearch({})} />
      </Dialog>
      <Dialog open={deleting !== null} onOpenChange={(next) => { if (!next) setDeleting(null) }} title={`Delete ${deleting?.name ?? ''}?`} description={deleting && deleting.people.length > 0 ? 'Its people will be without a team; their quotes and orders stay theirs.' : 'Nobody is in it.'}>
        {deleting && <DeleteTeam team={deleting} close={() => setDeleting(null)} />}
      </Dialog>
    </Page>
  )
}

function TeamForm({ team, close }: { team: Team | null; close: () => void }) {
  const save = useSaveTeam(team)
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); save.mutate(String(new FormData(event.currentTarget).get('name')), { onSuccess: close }) }}>
      <Field label="Name" error={save.isError ? describeError(save.error) : undefined}>{(ids) => <Input {...ids} name="name" required maxLength={60} defaultValue={team?.name} />}</Field>
      <div className="flex justify-end gap-2"><Button onClick={close}>Cancel</Button><Button type="submit" tone="primary" busy={save.isPending}>{team ? 'Rename' : 'Add team'}</Button></div>
    </form>
  )
}

function DeleteTeam({ team, close }: { team: Team; close: () => void }) {
  const remove = useDeleteTeam()
  return (
    <>
      {remove.isError && <Banner tone="bad" icon={CircleAlert} role="alert" className="mb-3">{describeError(remove.error)}</Banner>}
      <div className="flex justify-end gap-2"><Button onClick={close}>Cancel</Button><Button tone="danger" busy={remove.isPending} onClick={() => remove.mutate(team, { onSuccess: close })}>Delete</Button></div>
    </>
  )
}
