import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const key = 'promoengine.theme' // read by public/theme.js before the first paint
const listeners = new Set<() => void>()
const system = () => window.matchMedia('(prefers-color-scheme: dark)')

export function chosenTheme(): Theme {
  try {
    const stored = localStorage.getItem(key)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

function apply() {
  const theme = chosenTheme()
  document.documentElement.dataset.theme = theme === 'system' ? (system().matches ? 'dark' : 'light') : theme
  listeners.forEach((changed) => changed())
}

export function chooseTheme(theme: Theme) {
  try {
    localStorage.setItem(key, theme)
  } catch { /* then it follows the system */ }
  apply()
}

export function followSystemTheme() {
  system().addEventListener('change', apply)
  apply()
}

export function useTheme(): Theme {
  return useSyncExternalStore((changed) => { listeners.add(changed); return () => listeners.delete(changed) }, chosenTheme)
}
