import type { ReactNode, ThHTMLAttributes, TdHTMLAttributes } from 'react'
import { cx } from '@/lib/class-names'

/** Sticky head, right-aligned numbers; scrolls sideways inside itself when it must. */
export const Table = ({ label, children }: { label: string; children: ReactNode }) => (
  <div role="region" aria-label={label} tabIndex={0} className="overflow-x-auto outline-offset-[-2px]">
    <table aria-label={label} className="w-full border-separate border-spacing-0 text-list">{children}</table>
  </div>
)

export const Th = ({ numeric, className, ...rest }: ThHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) => (
  <th scope="col" className={cx('sticky top-0 z-[1] h-row-compact border-b border-hair bg-surface-1 px-3 text-meta font-normal whitespace-nowrap text-muted first:pl-4 last:pr-4', numeric ? 'text-right' : 'text-left', className)} {...rest} />
)

export const Td = ({ numeric, className, ...rest }: TdHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) => (
  <td className={cx('h-row-table border-b border-hair px-3 first:pl-4 last:pr-4', numeric ? 'text-right figures whitespace-nowrap' : 'text-left', className)} {...rest} />
)
