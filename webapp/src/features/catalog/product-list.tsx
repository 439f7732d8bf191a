import { useInfiniteQuery } from '@tanstack/react-query'
import { Boxes, ChevronRight, SearchX } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { describeError } from '@/api/client'
import { productsQuery, type ProductItem } from '@/api/products'
import { cx } from '@/lib/class-names'
import { useKeys } from '@/lib/keys'
import { formatCount, formatUnitPrice } from '@/lib/money'
import { More } from '@/ui/more'
import { SearchField } from '@/ui/search-field'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { ThingImage } from '@/ui/thing-image'
import { Page } from '@/ui/page'

interface Props {
  title: string
  currency: string
  q: string | undefined
  onSearch: (q: string | undefined) => void
  selected: string | undefined
  onSelect: (sku: string | undefined) => void
  /** What opens under the chosen product. */
  details: (product: ProductItem) => ReactNode
}

const attributesOf = (product: ProductItem) => Object.entries(product.attributes).map(([name, values]) => `${values.length} × ${name}`).join(', ')

export function ProductList({ title, currency, q, onSearch, selected, onSelect, details }: Props) {
  const query = useInfiniteQuery(productsQuery(q))
  const products = query.data?.pages.flatMap((page) => page.items) ?? []
  const search = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const go = (step: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>('button[aria-expanded]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLButtonElement)
    rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus()
  }
  useKeys({ j: () => go(1), k: () => go(-1), '/': () => search.current?.focus() })

  return (
    <Page title={title} aside={<SearchField ref={search} label="Search products" value={q ?? ''} onChange={(text) => onSearch(text || undefined)} className="w-72 max-phone:w-52" />}>
      {query.isPending && <Loading label="Loading products"><div className="space-y-3 p-4">{Array.from({ length: 10 }, (_, index) => <Bone key={index} className="h-10" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The products could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && products.length === 0 && (q ? <Empty icon={SearchX}>No product fits “{q}”.</Empty> : <Empty icon={Boxes}>There are no products yet.</Empty>)}
      <ul ref={list} className="bg-surface-1">
        {products.map((product) => {
          const open = product.sku === selected
          return (
            <li key={product.id} className="border-b border-hair">
              <button type="button" aria-expanded={open} onClick={() => onSelect(open ? undefined : product.sku)} className="flex w-full items-center gap-3 px-4 py-2 text-left text-list outline-offset-[-2px] hover:bg-surface-2">
                <ChevronRight size={16} aria-hidden className={cx('shrink-0 text-muted transition-transform', open && 'rotate-90')} />
                <ThingImage url={product.imageUrl} className="size-9" />
                <span className="min-w-0 flex-1">
                  <span dir="auto" className="block truncate font-strong text-strong">{product.name}</span>
                  <span className="block truncate text-meta text-muted">{product.sku} · {product.category}{attributesOf(product) && <span className="max-phone:hidden"> · {attributesOf(product)}</span>}</span>
                </span>
                <span className="shrink-0 text-right text-meta text-muted figures max-phone:hidden">{product.fromPriceMicros !== null && <>from {formatUnitPrice(product.fromPriceMicros, currency)}</>}</span>
                <span className="w-24 shrink-0 text-right">
                  <span className={cx('block figures', product.available > 0 ? 'text-strong' : 'text-warn-text')}>{formatCount(product.available)}</span>
                  <span className="block text-meta text-muted">available</span>
                </span>
              </button>
              {open && <div className="border-t border-hair bg-surface-0 px-4 py-3 phone:pl-11">{details(product)}</div>}
            </li>
          )
        })}
      </ul>
      <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
    </Page>
  )
}
