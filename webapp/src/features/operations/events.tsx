import { useQuery } from '@tanstack/react-query'
import { CircleCheck, Eye, SearchX } from 'lucide-react'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { SearchField } from '@/ui/search-field'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { eventOfMessageQuery, failingEventsQuery } from './api'
import { JobActions } from './jobs'
import { RawEvent } from './raw-event'
import { Row } from './row'

interface Props { open: number | undefined; onOpen: (id: number | undefined) => void; sid: string | undefined; onSid: (sid: string | undefined) => void }

/** What came in and was not understood; and any event by the provider's id of its message. */
export function Events({ open, onOpen, sid, onSid }: Props) {
  const query = useQuery(failingEventsQuery)
  const found = useQuery({ ...eventOfMessageQuery(sid ?? ''), enabled: sid !== undefined })
  return (
    <>
      <div className="px-4 py-2"><SearchField label="Find by message id (SM…)" value={sid ?? ''} onChange={(text) => onSid(text.trim() || undefined)} className="w-full max-w-md" /></div>
      {sid !== undefined && found.isError && <Empty icon={SearchX}>No event of a message “{sid}” came in here.</Empty>}
      {sid !== undefined && found.data && (
        <ul className="border-t border-hair"><Row label={`Event ${found.data.id}`} title={found.data.eventKey} meta={<>{found.data.channel} · <Time at={found.data.receivedAt} as="full" /> · {found.data.state}</>} actions={<Look id={found.data.id} onOpen={onOpen} />} /></ul>
      )}
      {query.isPending && <Loading label="Loading events"><div className="space-y-3 p-4">{Array.from({ length: 4 }, (_, index) => <Bone key={index} className="h-12" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The events could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && sid === undefined && <Empty icon={CircleCheck}>Everything that came in was understood.</Empty>}
      <ul className="border-t border-hair empty:hidden">
        {query.data?.map((event) => (
          <Row
            key={event.id} label={`Event ${event.id}`} title={event.eventKey} error={event.job.error}
            meta={<>{event.channel} · <Time at={event.receivedAt} as="full" /> · {event.job.attempts} attempts, {event.job.state === 'dead' ? 'no more' : 'still tried'}</>}
            actions={<><Look id={event.id} onOpen={onOpen} /><JobActions job={event.job} /></>}
          />
        ))}
      </ul>
      {open !== undefined && <RawEvent id={open} close={() => onOpen(undefined)} />}
    </>
  )
}

const Look = ({ id, onOpen }: { id: number; onOpen: (id: number) => void }) => <Button small icon={<Eye size={14} aria-hidden />} onClick={() => onOpen(id)}>Look at it</Button>
