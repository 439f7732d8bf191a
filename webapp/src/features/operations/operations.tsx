import { useQuery } from '@tanstack/react-query'
import { Page } from '@/ui/page'
import { Segments } from '@/ui/segments'
import { operationsQuery, type JobState } from './api'
import { Events } from './events'
import { Jobs } from './jobs'
import { Schedules } from './schedules'
import { Sends } from './sends'

interface Props { search: Record<string, string | undefined>; onSearch: (search: Record<string, string | undefined>) => void }

const tabs = ['jobs', 'events', 'sends', 'schedules'] as const
type Tab = (typeof tabs)[number]

/** For operators: what failed and what can be done about it. */
export function Operations({ search, onSearch }: Props) {
  const counts = useQuery(operationsQuery).data
  const tab: Tab = tabs.find((known) => known === search.tab) ?? 'jobs'
  const state: JobState = search.state === 'waiting' || search.state === 'running' ? search.state : 'dead'
  const named = (label: string, count: number | undefined) => (count ? `${label} ${count}` : label)
  return (
    <Page
      title="Operations"
      aside={
        <Segments
          label="What" value={tab} onChange={(next) => onSearch({ tab: next === 'jobs' ? undefined : next })}
          options={[
            { value: 'jobs', label: named('Jobs', counts?.dead) }, { value: 'events', label: named('Events', counts?.failingEvents) },
            { value: 'sends', label: named('Sends', counts?.failedSends) }, { value: 'schedules', label: 'Schedules' },
          ]}
        />
      }
    >
      {tab === 'jobs' && <Jobs state={state} onState={(next) => onSearch({ state: next === 'dead' ? undefined : next })} counts={counts && { dead: counts.dead, waiting: counts.waiting, running: counts.running }} />}
      {tab === 'events' && <Events open={search.event ? Number(search.event) : undefined} onOpen={(id) => onSearch({ ...search, event: id?.toString() })} sid={search.sid} onSid={(sid) => onSearch({ tab, sid })} />}
      {tab === 'sends' && <Sends />}
      {tab === 'schedules' && <Schedules />}
    </Page>
  )
}
