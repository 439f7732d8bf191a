import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, Clock, LoaderCircle, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { More } from '@/ui/more'
import { Segments } from '@/ui/segments'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { jobsQuery, useDeed, type JobItem, type JobState } from './api'
import { ReasonDialog } from './reason-dialog'
import { Row } from './row'
import { payloadOf, wordsOf } from './words'

const chips = {
  dead: <Chip tone="bad" icon={CircleX}>Dead</Chip>,
  waiting: <Chip tone="neutral" icon={Clock}>Waiting</Chip>,
  running: <Chip tone="info" icon={LoaderCircle}>Running</Chip>,
}
const empty: Record<JobState, string> = {
  dead: 'No job has failed to the end. Nothing to do.', waiting: 'No job is waiting.', running: 'No job is running just now.',
}

export function Jobs({ state, onState, counts }: { state: JobState; onState: (state: JobState) => void; counts?: Record<JobState, number> }) {
  const query = useInfiniteQuery(jobsQuery(state))
  const jobs = query.data?.pages.flatMap((page) => page.items) ?? []
  const option = (value: JobState, label: string) => ({ value, label: counts ? `${label} ${counts[value]}` : label })
  return (
    <>
      <div className="px-4 py-2"><Segments label="State" value={state} onChange={onState} options={[option('dead', 'Dead'), option('waiting', 'Waiting'), option('running', 'Running')]} /></div>
      {query.isPending && <Loading label="Loading jobs"><div className="space-y-3 p-4">{Array.from({ length: 6 }, (_, index) => <Bone key={index} className="h-12" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The jobs could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && jobs.length === 0 && <Empty icon={CircleCheck}>{empty[state]}</Empty>}
      <ul className="border-t border-hair empty:hidden">{jobs.map((job) => <Job key={job.id} job={job} />)}</ul>
      <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
    </>
  )
}

function Job({ job }: { job: JobItem }) {
  return (
    <Row
      label={`Job ${job.id}`} title={wordsOf(job.kind)} chip={chips[job.state]} error={job.error}
      meta={<>{payloadOf(job.payload)} · {job.attempts} {job.attempts === 1 ? 'attempt' : 'attempts'} · since <Time at={job.createdAt} as="full" />{job.state === 'waiting' && <> · next <Time at={job.dueAt} as="full" /></>}</>}
      actions={<JobActions job={job} />}
    />
  )
}

/** Retry and discard, as far as the job allows; its event's row has them too. */
export function JobActions({ job }: { job: JobItem }) {
  const deed = useDeed()
  const [asking, setAsking] = useState(false)
  return (
    <>
      {job.can.includes('retry') && <Button small icon={<RotateCw size={14} aria-hidden />} busy={deed.isPending} onClick={() => deed.mutate({ what: 'job', id: job.id, do: 'retry' })}>{job.state === 'waiting' ? 'Try now' : 'Retry'}</Button>}
      {job.can.includes('discard') && <Button small tone="danger" icon={<Trash2 size={14} aria-hidden />} onClick={() => setAsking(true)}>Discard…</Button>}
      {asking && (
        <ReasonDialog
          title="Discard this job" action="Discard" danger busy={deed.isPending} close={() => setAsking(false)}
          description={job.kind === 'send' ? 'The message is not sent; its conversation says so.' : job.kind === 'normalise' ? 'What came in is not understood any more; it can be done again while its body is kept.' : 'What it was to do is not done.'}
          confirm={(reason) => deed.mutate({ what: 'job', id: job.id, do: 'discard', reason }, { onSuccess: () => setAsking(false) })}
        />
      )}
    </>
  )
}
