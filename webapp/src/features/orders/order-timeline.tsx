import { Time } from '@/ui/time'
import type { OrderView } from './api'

export function OrderTimeline({ timeline }: { timeline: OrderView['timeline'] }) {
  return (
    <section aria-labelledby="timeline" className="rounded-panel border border-hair bg-surface-1 p-4">
      <h2 id="timeline" className="mb-3 text-body font-strong text-strong">Timeline</h2>
      {timeline.length === 0 && <p className="text-list text-muted">Nothing has happened yet.</p>}
      <ol className="space-y-0">
        {timeline.map((entry, index) => (
          <li key={`${entry.at} ${index}`} className="relative flex gap-3 pb-4 last:pb-0">
            {index < timeline.length - 1 && <span aria-hidden className="absolute top-4 bottom-0 left-[3.5px] w-hair bg-hair" />}
            <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-chip bg-accent-line" />
            <div className="min-w-0 text-list">
              <p dir="auto" className="wrap-anywhere text-strong">{entry.text}</p>
              <p className="text-meta text-muted"><Time at={entry.at} as="full" />{entry.actor && ` · ${entry.actor}`}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
