import { useQuery } from '@tanstack/react-query'
import { MessageSquarePlus, Plus } from 'lucide-react'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Page } from '@/ui/page'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { channelsQuery } from './api'
import { ChannelCard } from './channel-card'
import { ChannelDialog } from './channel-dialog'
import type { SectionProps } from './settings-page'

/** `edit` in the address is "new", the id of a channel, or nothing. */
export function Channels({ search: { edit }, onSearch }: SectionProps) {
  const onEdit = (next: string | undefined) => onSearch({ edit: next })
  const query = useQuery(channelsQuery)
  const editing = query.data?.find((channel) => channel.id === edit) ?? null
  const add = <Button tone="primary" icon={<Plus size={14} aria-hidden />} onClick={() => onEdit('new')}>Add a number</Button>
  return (
    <Page title="Channels" aside={query.data && query.data.length > 0 && add}>
      <div className="mx-auto max-w-page space-y-4 p-4">
        {query.isPending && <Loading label="Loading channels"><Bone className="h-52" /></Loading>}
        {query.isError && !query.data && <Failed what="The channels could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
        {query.data?.length === 0 && <Empty icon={MessageSquarePlus} action={add}>No channel yet. Add the Twilio number that your customers text.</Empty>}
        {query.data?.map((channel) => <ChannelCard key={channel.id} channel={channel} onEdit={() => onEdit(channel.id)} />)}
      </div>
      <ChannelDialog key={edit ?? 'closed'} channel={editing} open={edit === 'new' || editing !== null} onOpenChange={(open) => { if (!open) onEdit(undefined) }} />
    </Page>
  )
}
