import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { describeError } from '@/api/client'
import { Chip } from '@/ui/chip'
import { Bone, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { schedulesQuery } from './api'
import { Row } from './row'

/** What runs by the clock. */
export function Schedules() {
  const query = useQuery(schedulesQuery)
  return (
    <>
      {query.isPending && <Loading label="Loading schedules"><div className="space-y-3 p-4">{Array.from({ length: 3 }, (_, index) => <Bone key={index} className="h-12" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The schedules could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      <ul>
        {query.data?.map((schedule) => (
          <Row
            key={schedule.name} label={schedule.name} title={schedule.purpose} chip={schedule.error ? <Chip tone="bad" icon={CircleX}>Failing</Chip> : <Chip tone="good" icon={CircleCheck}>Fine</Chip>} error={schedule.error}
            meta={<>{schedule.name} · {schedule.cron} (UTC){schedule.lastAt && <> · last <Time at={schedule.lastAt} as="full" /></>}{schedule.nextAt && <> · next <Time at={schedule.nextAt} as="full" /></>}</>}
          />
        ))}
      </ul>
    </>
  )
}
