import { useState } from 'react'

/** Remembers a small choice of this person in this browser; works without storage too. */
export function useStored<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const text = localStorage.getItem(`promoengine.${key}`)
      return text === null ? initial : (JSON.parse(text) as T)
    } catch {
      return initial
    }
  })
  return [value, (next) => {
    setValue(next)
    try {
      localStorage.setItem(`promoengine.${key}`, JSON.stringify(next))
    } catch { /* storage may be off: the choice then lasts until reload */ }
  }]
}
