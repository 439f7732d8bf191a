import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleHelp, CircleX, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '@/api/client'
import { formatPhone } from '@/lib/phone-number'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { More } from '@/ui/more'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { failedSendsQuery, useDeed, type FailedSend } from './api'
import { ReasonDialog } from './reason-dialog'
import { Row } from './row'

export function Sends() {
  const query = useInfiniteQuery(failedSendsQuery)
  const sends = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {query.isPending && <Loading label="Loading failed messages"><div className="space-y-3 p-4">{Array.from({ length: 6 }, (_, index) => <Bone key={index} className="h-12" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The failed messages could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && sends.length === 0 && <Empty icon={CircleCheck}>Every message of yours went out.</Empty>}
      <ul>{sends.map((send) => <Send key={send.id} send={send} />)}</ul>
      <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
    </>
  )
}

function Send({ send }: { send: FailedSend }) {
  const deed = useDeed()
  const [asking, setAsking] = useState(false)
  return (
    <Row
      label={`Message to ${send.to}`} title={<Link to="/inbox/$conversationId" params={{ conversationId: send.conversationId }} className="hover:text-accent-text">{formatPhone(send.to)}</Link>}
      chip={send.status === 'maybe_sent' ? <Chip tone="warn" icon={CircleHelp}>Maybe sent</Chip> : <Chip tone="bad" icon={CircleX}>{send.status === 'undelivered' ? 'Not delivered' : 'Failed'}</Chip>} meta={<>{send.channel} · <Time at={send.at} as="full" /></>} error={send.error && <>{send.error.text} <span className="text-meta text-muted">{send.error.code}</span></>}
      actions={
        <>
          <Button small icon={<RotateCw size={14} aria-hidden />} busy={deed.isPending} onClick={() => deed.mutate({ what: 'send', id: send.id, do: 'retry' })}>Send again</Button>
          <Button small tone="danger" icon={<Trash2 size={14} aria-hidden />} onClick={() => setAsking(true)}>Leave it…</Button>
          {asking && (
            <ReasonDialog
              title="Leave this message unsent" description="It stays failed in its conversation and leaves this list." action="Leave it" danger busy={deed.isPending} close={() => setAsking(false)}
              confirm={(reason) => deed.mutate({ what: 'send', id: send.id, do: 'discard', reason }, { onSuccess: () => setAsking(false) })}
            />
          )}
        </>
      }
    />
  )
}
