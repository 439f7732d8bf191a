import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/api/session'
import { operationsQuery } from '@/features/operations/api'

/** How much of the machinery waits for a person; nothing when nothing does, or when it is not this person's business. */
export function TroubleBadge() {
  const may = useMay()('operations_manage')
  const counts = useQuery({ ...operationsQuery, enabled: may }).data
  const count = may && counts ? counts.dead + counts.failedSends : 0
  if (count === 0) return null
  return <span className="absolute top-0.5 right-0.5 min-w-4 rounded-chip bg-bad-tint px-1 text-center text-meta leading-4 text-bad-text figures"><span className="sr-only">, needs a look: </span>{count > 99 ? '99+' : count}</span>
}
