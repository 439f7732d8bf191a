import { useQuery } from '@tanstack/react-query'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Bone, Failed, Loading } from '@/ui/states'
import { ownSessionsQuery, useEndOthers, useEndSession } from './api'
import { Card } from './card'
import { SessionList } from './session-list'

export function OwnSessions() {
  const query = useQuery(ownSessionsQuery)
  const end = useEndSession()
  const others = useEndOthers()
  return (
    <Card title="Sessions" about="Where you are signed in. A session ends after twelve hours without use, and after thirty days at the latest." aside={query.data && query.data.length > 1 && <Button small busy={others.isPending} onClick={() => others.mutate()}>End all others</Button>}>
      {query.isPending && <Loading label="Loading sessions"><Bone className="h-20" /></Loading>}
      {query.isError && !query.data && <Failed what="Your sessions could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && <SessionList sessions={query.data} busy={end.isPending ? end.variables : undefined} onEnd={(id) => end.mutate(id)} />}
    </Card>
  )
}
