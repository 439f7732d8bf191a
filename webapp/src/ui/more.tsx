import { useEffect, useRef } from 'react'
import { Button } from './button'

/** The end of a keyset-paged list: asks for the next page shortly before it comes into sight, or by hand. */
export function More({ has, busy, load }: { has: boolean; busy: boolean; load: () => void }) {
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(load)
  useEffect(() => { latest.current = load })
  useEffect(() => {
    if (!has || busy || !end.current || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) latest.current() }, { rootMargin: '400px' })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [has, busy])
  if (!has) return null
  return <div ref={end} className="grid place-items-center p-3"><Button small tone="ghost" busy={busy} onClick={load}>{busy ? 'Loading more…' : 'Load more'}</Button></div>
}
