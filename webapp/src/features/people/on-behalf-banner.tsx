import { UserRoundCog } from 'lucide-react'
import { formatTime } from '@/lib/dates'
import { Button } from '@/ui/button'
import { useStopImpersonating } from './api'

/** As long as an administrator acts as somebody else, every page says so. */
export function OnBehalfBanner({ person, admin, until }: { person: string; admin: string; until: string }) {
  const stop = useStopImpersonating()
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-warn-tint px-3 py-1.5 text-list text-warn-text">
      <UserRoundCog size={16} className="shrink-0" aria-hidden />
      <p className="min-w-40 flex-1"><strong className="font-strong">You act as {person}.</strong> All you change names {admin}, too. It ends at {formatTime(until)}.</p>
      <Button small busy={stop.isPending} onClick={() => stop.mutate()}>Stop</Button>
    </div>
  )
}
