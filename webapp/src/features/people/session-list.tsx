import { Monitor, Smartphone, UserRoundCog } from 'lucide-react'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { Time } from '@/ui/time'
import type { OpenSession } from './api'

interface Props { sessions: OpenSession[]; busy: string | undefined; onEnd: (id: string) => void }

export const SessionList = ({ sessions, busy, onEnd }: Props) => (
  <ul className="divide-y divide-hair">
    {sessions.map((session) => {
      const Icon = /iPhone|Android/.test(session.device) ? Smartphone : Monitor
      return (
        <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
          <Icon size={16} className="shrink-0 text-muted" aria-hidden />
          <div className="min-w-40 flex-1">
            <p className="text-list text-strong">{session.device}{session.ip && <span className="text-muted"> · {session.ip}</span>}</p>
            <p className="text-meta text-muted">Signed in <Time at={session.createdAt} as="full" /> · last used <Time at={session.lastSeenAt} /></p>
          </div>
          {session.onBehalf && <Chip tone="warn" icon={UserRoundCog}>Acts as somebody else</Chip>}
          {session.current ? <Chip tone="good">This one</Chip> : <Button small busy={busy === session.id} onClick={() => onEnd(session.id)}>End</Button>}
        </li>
      )
    })}
  </ul>
)
