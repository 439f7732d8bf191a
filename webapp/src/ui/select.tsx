import { ChevronDown } from 'lucide-react'
import type { Ref, SelectHTMLAttributes } from 'react'
import { cx } from '@/lib/class-names'
import { inputClass } from './field'

/** The system's own list, so that it works with every keyboard and every finger. */
export const Select = ({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> }) => (
  <span className={cx('relative block', className)}>
    <select className={cx(inputClass, 'h-9 appearance-none pr-8')} {...rest}>{children}</select>
    <ChevronDown size={16} className="pointer-events-none absolute top-2.5 right-2.5 text-muted" aria-hidden />
  </span>
)
