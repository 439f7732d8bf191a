import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'

type Side = 'words' | 'field'

/** Which fields are lit, on both sides. A store of its own, so that moving the pointer redraws only what changes. */
class Light {
  private lit: string[] = []
  private pinned: string[] = []
  private listeners = new Set<() => void>()

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  isLit = (keys: string[]) => keys.some((key) => (this.lit.length > 0 ? this.lit : this.pinned).includes(key))
  isPinned = (keys: string[]) => keys.some((key) => this.pinned.includes(key))

  light(keys: string[], from: Side) {
    this.lit = keys
    this.tell()
    show(keys, from)
  }

  unlight() {
    this.lit = []
    this.tell()
  }

  pin(keys: string[], from: Side) {
    this.pinned = keys.length > 0 && this.isPinned(keys) ? [] : keys
    this.tell()
    if (this.pinned.length > 0) show(keys, from)
  }

  private tell() {
    this.listeners.forEach((listener) => listener())
  }
}

/** Scrolls the other side's counterpart into view, when it is out of it. */
function show(keys: string[], from: Side) {
  const attribute = from === 'words' ? 'data-evidence-field' : 'data-evidence-words'
  for (const key of keys) {
    const counterpart = document.querySelector(`[${attribute}~="${CSS.escape(key)}"]`)
    if (!counterpart) continue
    counterpart.scrollIntoView({ block: 'nearest', behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
    return
  }
}

const LightContext = createContext<Light | null>(null)

export function EvidenceLight({ children }: { children: ReactNode }) {
  const [light] = useState(() => new Light())
  return <LightContext value={light}>{children}</LightContext>
}

/** What an element needs to light its counterpart and to be lit by it. */
export function useEvidence(keys: string[], side: Side) {
  const light = useContext(LightContext)
  if (!light) throw new Error('useEvidence needs an EvidenceLight around it.')
  const lit = useSyncExternalStore(light.subscribe, () => light.isLit(keys))
  const pinned = useSyncExternalStore(light.subscribe, () => light.isPinned(keys))
  // What goes away under the pointer (a sheet that closes) leaves nothing lit.
  useEffect(() => () => light.unlight(), [light])
  return {
    lit,
    pinned,
    pin: () => light.pin(keys, side),
    on: keys.length === 0 ? {} : {
      onPointerEnter: () => light.light(keys, side),
      onPointerLeave: () => light.unlight(),
      onFocus: () => light.light(keys, side),
      onBlur: () => light.unlight(),
    },
  }
}
