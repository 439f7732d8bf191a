import { useQuery } from '@tanstack/react-query'
import { describeError } from '@/api/client'
import { formatCount } from '@/lib/money'
import { Bone, Loading } from '@/ui/states'
import { stockQuery } from './api'

/** What lies where, for one product or variant. */
export function StockTable({ sku, name }: { sku: string; name: string }) {
  const query = useQuery(stockQuery(sku))
  if (query.isError && !query.data) return <p role="alert" className="text-list text-bad-text">{describeError(query.error)}</p>
  if (!query.data) return <Loading label="Loading stock"><Bone className="h-16" /></Loading>
  if (query.data.length === 0) return <p className="text-list text-muted">No warehouse keeps this.</p>
  const total = (field: 'onHand' | 'reserved' | 'available') => query.data.reduce((sum, level) => sum + level[field], 0)
  return (
    <table aria-label={`Stock of ${name}`} className="w-full text-list">
      <thead className="text-meta text-muted"><tr><th scope="col" className="py-1 text-left font-normal">Warehouse</th><th scope="col" className="text-right font-normal">On hand</th><th scope="col" className="text-right font-normal">Reserved</th><th scope="col" className="text-right font-normal">Available</th></tr></thead>
      <tbody>
        {query.data.map((level) => (
          <tr key={level.warehouse} className="h-row-compact">
            <th scope="row" className="text-left font-normal text-strong">{level.warehouse}</th>
            <td className="text-right">{formatCount(level.onHand)}</td><td className="text-right">{formatCount(level.reserved)}</td><td className="text-right text-strong">{formatCount(level.available)}</td>
          </tr>
        ))}
      </tbody>
      {query.data.length > 1 && (
        <tfoot className="font-strong text-strong"><tr className="h-row-compact"><th scope="row" className="text-left">Together</th><td className="text-right">{formatCount(total('onHand'))}</td><td className="text-right">{formatCount(total('reserved'))}</td><td className="text-right">{formatCount(total('available'))}</td></tr></tfoot>
      )}
    </table>
  )
}
