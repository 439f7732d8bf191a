import { Warehouse } from 'lucide-react'
import { formatCount, formatMoney, formatUnitPrice } from '@/lib/money'
import { Table, Td, Th } from '@/ui/table'
import { ThingImage } from '@/ui/thing-image'
import type { OrderView } from './api'

type Line = OrderView['lines'][number]

const Reservations = ({ line }: { line: Line }) => line.reservations.length === 0 ? null : (
  <ul aria-label="Reserved at" className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-meta text-muted">
    {line.reservations.map((reservation) => (
      <li key={reservation.warehouse} className="flex items-center gap-1 figures"><Warehouse size={12} aria-hidden />{formatCount(reservation.quantity)} from {reservation.warehouse}</li>
    ))}
  </ul>
)

const moves = [['cancelled', 'Cancelled'], ['shipped', 'Shipped'], ['delivered', 'Delivered']] as const

/** Ordered, reserved and backordered always; what has not begun for any line takes no column. */
export function OrderLines({ order }: { order: OrderView }) {
  const shown = moves.filter(([field]) => order.lines.some((line) => line[field] > 0))
  return (
    <section aria-label="Lines" className="overflow-hidden rounded-panel border border-hair bg-surface-1">
      <Table label="Order lines">
        <thead>
          <tr>
            <Th>Item</Th><Th numeric>Ordered</Th><Th numeric>Reserved</Th><Th numeric>Backordered</Th>
            {shown.map(([field, name]) => <Th key={field} numeric>{name}</Th>)}
            <Th numeric>Unit price</Th><Th numeric>Total</Th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <Td className="min-w-56 py-2.5">
                <div className="flex gap-3">
                  <ThingImage url={line.imageUrl} />
                  <div className="min-w-0">
                    <p className="font-strong text-strong">{line.name}</p>
                    <p className="text-meta text-muted">{line.sku}{line.description && ` · ${line.description}`}</p>
                    <Reservations line={line} />
                  </div>
                </div>
              </Td>
              <Td numeric className="text-strong">{formatCount(line.quantity)}</Td>
              <Td numeric className={line.reserved > 0 ? 'text-good-text' : 'text-muted'}>{formatCount(line.reserved)}</Td>
              <Td numeric className={line.backordered > 0 ? 'font-strong text-warn-text' : 'text-muted'}>{formatCount(line.backordered)}</Td>
              {shown.map(([field]) => <Td key={field} numeric>{formatCount(line[field])}</Td>)}
              <Td numeric>{formatUnitPrice(line.unitPriceMicros, order.currency)}</Td>
              <Td numeric className="text-strong">{formatMoney(line.total, order.currency)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="flex items-baseline justify-end gap-6 px-4 py-3">
        <span className="text-list text-muted">Total</span>
        <span className="text-title font-strong text-strong figures">{formatMoney(order.total, order.currency)}</span>
      </div>
    </section>
  )
}
