import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Bone, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { rawEventQuery, useDeed } from './api'
import { ReasonDialog } from './reason-dialog'

/** An event as the provider sent it. */
export function RawEvent({ id, close }: { id: number; close: () => void }) {
  const query = useQuery(rawEventQuery(id))
  const deed = useDeed()
  const [asking, setAsking] = useState(false)
  const event = query.data
  if (asking)
    return (
      <ReasonDialog
        title="Do this event again" description="It is understood once more. Messages that are here already stay as they are." action="Do it again" busy={deed.isPending} close={() => setAsking(false)}
        confirm={(reason) => deed.mutate({ what: 'event', id, do: 'replay', reason }, { onSuccess: close })}
      />
    )
  return (
    <Dialog open onOpenChange={(open) => { if (!open) close() }} title={`Event ${id}`} description="As the provider sent it. It may hold what a customer wrote." className="max-w-2xl!">
      {query.isPending && <Loading label="Loading the event"><Bone className="h-40" /></Loading>}
      {query.isError && <Failed what="The event could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {event && (
        <div className="space-y-4 text-list">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <Fact name="Channel">{event.channel}</Fact>
            <Fact name="Key">{event.eventKey}</Fact>
            <Fact name="State">{event.state}</Fact>
            {event.passedOver && <Fact name="Passed over">{event.passedOver}</Fact>}
            <Fact name="Received"><Time at={event.receivedAt} as="full" /></Fact>
            <Fact name="Address">{event.url}</Fact>
          </dl>
          {!event.bodyKept && <p className="text-muted">The body is no longer kept.</p>}
          {event.fields && <Facts title="Body" facts={event.fields.map((field) => [field.name, field.value])} />}
          {event.text !== null && <section><h3 className="pb-1 text-meta text-muted">Body</h3><pre className="overflow-x-auto rounded-input bg-surface-2 p-2 text-meta whitespace-pre-wrap">{event.text}</pre></section>}
          <details><summary className="cursor-pointer rounded-input text-muted hover:text-strong">Headers</summary><div className="pt-2"><Facts facts={Object.entries(event.headers)} /></div></details>
          {event.canReplay && <div className="flex justify-end"><Button icon={<RotateCw size={14} aria-hidden />} onClick={() => setAsking(true)}>Do it again…</Button></div>}
        </div>
      )}
    </Dialog>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => <><dt className="text-muted">{name}</dt><dd className="min-w-0 break-all text-strong">{children}</dd></>

const Facts = ({ title, facts }: { title?: string; facts: [string, string][] }) => (
  <section>
    {title && <h3 className="pb-1 text-meta text-muted">{title}</h3>}
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-input bg-surface-2 p-2">{facts.map(([name, value], index) => <Fact key={index} name={name}>{value}</Fact>)}</dl>
  </section>
)
