import { useEffect, type RefObject } from 'react'
import { useKeys } from '@/lib/keys'
import type { DraftView } from './api'

type Product = DraftView['lines'][number]['alternatives'][number]

const doubtsIn = (panel: HTMLElement | null) => [...(panel?.querySelectorAll<HTMLElement>('[data-doubt]') ?? [])]

export function focusMissing(panel: HTMLElement | null) {
  const field = panel?.querySelector<HTMLElement>('[data-doubt=missing]')
  field?.focus()
  field?.scrollIntoView({ block: 'nearest' })
}

/**
 * Tab goes from doubtful field to doubtful field, as long as the caret is on one of them or nowhere at all. From the
 * last one, and from every other place, Tab does what it always does: nobody is locked in.
 */
export function useDoubtKeys(panel: RefObject<HTMLElement | null>, draft: DraftView, editable: boolean, onPick: (lineId: string, product: Product) => void) {
  useEffect(() => {
    if (!editable) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      const at = document.activeElement
      const nowhere = at === null || at === document.body || at === panel.current
      const doubts = doubtsIn(panel.current)
      const here = doubts.indexOf(at as HTMLElement)
      const next = nowhere ? doubts[0] : here >= 0 ? doubts[here + 1] : undefined
      if (!next) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [panel, editable])

  // Alt+n means the line with the caret, else the first whose product is in doubt.
  const take = (index: number) => {
    const focused = document.activeElement?.closest('[data-line]')?.getAttribute('data-line')
    const line = draft.lines.find(({ id }) => id === focused) ?? draft.lines.find((found) => found.product === null || found.doubts.some((doubt) => doubt.field === 'product'))
    const product = line?.alternatives[index]
    if (line && product) onPick(line.id, product)
  }
  useKeys(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`Alt+${index + 1}`, () => take(index)])), editable)
}
