import { cx } from '@/lib/class-names'

const tints = ['bg-accent-tint text-accent-text', 'bg-info-tint text-info-text', 'bg-good-tint text-good-text', 'bg-warn-tint text-warn-text', 'bg-bad-tint text-bad-text', 'bg-surface-3 text-normal']

function initials(name: string) {
  const words = name.split(/\s+/).filter((word) => /[\p{L}]/u.test(word))
  const first = [...(words[0] ?? '')].find((letter) => /\p{L}/u.test(letter))
  const last = words.length > 1 ? [...words.at(-1)!].find((letter) => /\p{L}/u.test(letter)) : undefined
  return ((first ?? '#') + (last ?? '')).toUpperCase()
}

const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) >>> 0, 7)

export function Avatar({ name, size = 'normal', className }: { name: string; size?: 'small' | 'normal'; className?: string }) {
  return (
    <span aria-hidden className={cx('inline-grid shrink-0 place-items-center rounded-chip font-strong select-none', size === 'small' ? 'size-7 text-meta' : 'size-9 text-list', tints[hash(name) % tints.length], className)}>
      {initials(name)}
    </span>
  )
}
