import { useEffect, useState } from 'react'

/** True once `waiting` has lasted longer than a person takes for instant: skeletons show only then. */
export function useLate(waiting: boolean, after = 150): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), after)
    return () => { clearTimeout(timer); setLate(false) }
  }, [waiting, after])
  return waiting && late
}
