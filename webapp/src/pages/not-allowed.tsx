import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { sessionQuery, useMay, type Permission } from '@/api/session'
import { destinationsOf } from './navigation'

/** A page that exists, but not for this person's roles: said calmly, with a way on. */
export function NotAllowed() {
  const session = useQuery(sessionQuery).data
  const first = session ? destinationsOf(session)[0] : undefined
  return (
    <div className="grid h-full place-items-center px-6">
      <div className="flex max-w-80 flex-col items-center gap-3 text-center text-list text-muted">
        <span className="grid size-11 place-items-center rounded-panel bg-surface-2"><Lock size={20} aria-hidden /></span>
        <h1 className="text-body font-strong text-strong">This page is not part of your role</h1>
        <p>Nothing is wrong. If your work needs it, ask an administrator of {session?.workspace.name ?? 'this workspace'}; as soon as they give it to you, it opens here.</p>
        {first && <Link to={first.to} className="text-accent-text underline-offset-2 hover:underline">Go to {first.name}</Link>}
      </div>
    </div>
  )
}

/** Shows a page to those who may see it. A change of role shows or hides it at once, since the session is read again. */
export function Allowed({ needs, children }: { needs: Permission; children: ReactNode }) {
  return useMay()(needs) ? children : <NotAllowed />
}
