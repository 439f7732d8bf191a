import { useState } from 'react'

/** Tints what stands around it for a second when it changes after it was first shown; that must be `relative isolate`. */
export function Changed({ stamp }: { stamp: string }) {
  const [first] = useState(stamp)
  return stamp === first ? null : <span key={stamp} aria-hidden className="changed pointer-events-none absolute inset-0 -z-1" />
}
