import { useCallback, useEffect, useRef, useState } from 'react'

interface Shown { scope: string; keys: string[] }

/**
 * Keeps the rows of a live list in place while someone points into it or has scrolled: known rows change where they
 * stand, new ones are counted and wait for `release`. `steady` says whether moving would disturb right now.
 */
export function useSteadyList<T>(items: T[], keyOf: (item: T) => string, steady: () => boolean, scope: string) {
  const [shown, setShown] = useState<Shown>(() => ({ scope, keys: items.map(keyOf) }))
  const keys = items.map(keyOf)
  const joined = keys.join('\n')
  const latest = useRef(keys)

  const known = new Set(keys)
  const kept = shown.scope === scope ? shown.keys.filter((key) => known.has(key)) : keys
  const held = new Set(kept)
  const lastHeld = Math.max(-1, ...kept.map((key) => keys.indexOf(key)))
  // Rows that a further page brought in at the end move nothing.
  const appended = keys.filter((key, index) => !held.has(key) && index > lastHeld)
  const sequence = [...kept, ...appended]
  const waiting = keys.length - sequence.length
  const behind = sequence.join('\n') !== joined

  const release = useCallback(() => setShown({ scope, keys: latest.current }), [scope])
  useEffect(() => {
    latest.current = joined === '' ? [] : joined.split('\n')
    // Before the next paint, but not within the effect: whether it disturbs depends on the pointer, not on React.
    queueMicrotask(() => {
      if (!steady()) setShown({ scope, keys: latest.current })
      else setShown((now) => (now.scope === scope && now.keys.length > 0 ? now : { scope, keys: latest.current }))
    })
  }, [joined, scope, steady])
  useEffect(() => {
    if (!behind) return
    const timer = setInterval(() => { if (!steady()) release() }, 1_000)
    return () => clearInterval(timer)
  }, [behind, steady, release])

  const byKey = new Map(items.map((item) => [keyOf(item), item]))
  return { rows: sequence.map((key) => byKey.get(key)!), waiting, release }
}
