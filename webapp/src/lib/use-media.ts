import { useSyncExternalStore } from 'react'

/** Whether a media query holds; follows changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}

/** The three widths that change the layout; the numbers are those of tokens.css. */
export const useIsPhone = () => useMedia('(max-width: 639.98px)')
export const useIsNarrow = () => useMedia('(max-width: 899.98px)')
export const useIsFolded = () => useMedia('(max-width: 1199.98px)')
