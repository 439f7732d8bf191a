import { cx } from '@/lib/class-names'

const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** How a key is written on this machine. */
const written = (key: string) => (mac ? key.replace('Ctrl', '⌘').replace('Alt', '⌥') : key).replace('Enter', '↵')

/** "Ctrl+Enter" as key caps; alternatives are parted by a space. */
export function Keys({ keys, onAccent }: { keys: string; onAccent?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1" aria-hidden>
      {keys.split(' ').map((chord) => (
        <span key={chord} className="inline-flex gap-0.5">
          {chord.split('+').map((key) => (
            <kbd key={key} className={cx('inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-key border px-1 font-sans text-meta leading-none font-normal', onAccent ? 'border-on-accent/50 text-on-accent' : 'border-hair bg-surface-2 text-muted')}>
              {written(key)}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
