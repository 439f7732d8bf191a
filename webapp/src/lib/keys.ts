import { useEffect, useRef } from 'react'

const typingIn = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** True while a dialog, menu or popover is open: page keys rest then. */
const overlayOpen = () => document.querySelector('[role=dialog][data-state=open],[role=alertdialog][data-state=open],[role=menu][data-state=open]') !== null

/** "Ctrl+Enter", "Alt+1", "j", "?": Ctrl also stands for ⌘. */
function nameOf(event: KeyboardEvent): string {
  const key = event.code.startsWith('Digit') && event.altKey ? event.code.slice(5) : event.key.length === 1 ? event.key.toLowerCase() : event.key
  return [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', key].filter(Boolean).join('+')
}

type Handler = (event: KeyboardEvent) => void

/**
 * Listens to page keys while mounted. Plain keys do not fire while someone types or an overlay is open;
 * combinations with Ctrl do, unless `typing` forbids them.
 */
export function useKeys(keys: Record<string, Handler>, enabled = true) {
  const latest = useRef(keys)
  useEffect(() => { latest.current = keys })
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const name = nameOf(event)
      const handler = latest.current[name]
      if (!handler) return
      const combined = name.startsWith('Ctrl+') || name.startsWith('Alt+')
      if (!combined && (typingIn(event.target) || overlayOpen())) return
      if (combined && overlayOpen()) return
      event.preventDefault()
      handler(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [enabled])
}
