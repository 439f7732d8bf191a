import { Package } from 'lucide-react'
import { useState } from 'react'
import { cx } from '@/lib/class-names'

/** A small picture; a quiet stand-in when there is none or it cannot be had. */
export function ThingImage({ url, className = 'size-10' }: { url: string | null; className?: string }) {
  const [broken, setBroken] = useState<string | null>(null)
  const frame = cx('shrink-0 overflow-hidden rounded-input border border-hair bg-surface-2', className)
  return url && broken !== url
    ? <img src={url} alt="" loading="lazy" onError={() => setBroken(url)} className={cx(frame, 'object-cover')} />
    : <span className={cx(frame, 'grid place-items-center text-muted')}><Package size={16} aria-hidden /></span>
}
