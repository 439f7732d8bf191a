import { useInfiniteQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { productsQuery } from '@/api/products'
import { formatCount, formatUnitPrice } from '@/lib/money'
import { useChoice } from '@/lib/use-choice'
import { useDebounced } from '@/lib/use-debounced'
import { Keys } from '@/ui/keys'
import { useOverlayHost } from '@/ui/overlay-host'
import { ThingImage } from '@/ui/thing-image'
import type { DraftLine } from './api'

type Product = DraftLine['alternatives'][number]

interface Props { trigger: ReactNode; alternatives: Product[]; words: string; currency: string; onPick: (product: Product) => void }

const row = 'flex min-h-9 items-center gap-2.5 rounded-input px-2 py-1 text-list text-normal data-[selected=true]:bg-surface-2 data-[selected=true]:text-strong'
const group = '**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-1.5 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-meta **:[[cmdk-group-heading]]:text-muted'

/** The reader's alternatives first, each with its key; below them the whole catalogue by search. */
export function ProductPicker({ trigger, alternatives, words, currency, onPick }: Props) {
  const [open, setOpen] = useState(false)
  const pick = (product: Product) => { setOpen(false); onPick(product) }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal container={useOverlayHost()}>
        <Popover.Content aria-label="Choose a product" align="start" sideOffset={6} collisionPadding={8} className="overlay-in z-50 w-[min(400px,calc(100vw-16px))] overflow-hidden rounded-panel bg-surface-1 shadow-overlay">
          <Choices alternatives={alternatives} words={words} currency={currency} onPick={pick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Choices({ alternatives, words, currency, onPick }: Omit<Props, 'trigger'>) {
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const query = useInfiniteQuery(productsQuery(q || undefined))
  const found = query.data?.pages[0]?.items.slice(0, 12) ?? []
  const shown = alternatives.filter((product) => `${product.name} ${product.sku}`.toLowerCase().includes(text.trim().toLowerCase()))

  const [choice, setChoice] = useChoice([...shown.map((product) => `alternative ${product.id}`), ...found.map((product) => product.id)])

  const byNumber = (event: KeyboardEvent) => {
    const digit = event.altKey && /^Digit([1-9])$/.exec(event.code)
    const product = digit && alternatives[Number(digit[1]) - 1]
    if (!product) return
    event.preventDefault()
    onPick(product)
  }

  return (
    <Command shouldFilter={false} label="Choose a product" loop value={choice} onValueChange={setChoice} onKeyDown={byNumber}>
      <div className="flex items-center gap-2 border-b border-hair px-3">
        <Search size={14} aria-hidden className="text-muted" />
        <Command.Input value={text} onValueChange={setText} autoFocus placeholder={words ? `Search, the customer wrote “${words}”` : 'Search the catalogue'} className="h-10 min-w-0 flex-1 bg-transparent text-list text-strong outline-none max-phone:text-message" />
      </div>
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-list text-muted">{query.isFetching ? 'Searching…' : 'No product is called that.'}</Command.Empty>
        {shown.length > 0 && (
          <Command.Group heading="Also fits" className={group}>
            {shown.map((product) => (
              <Command.Item key={product.id} value={`alternative ${product.id}`} onSelect={() => onPick(product)} className={row}>
                <ThingImage url={`/api/products/${product.id}/image.svg`} className="size-7" />
                <span className="min-w-0 flex-1"><span dir="auto" className="block truncate text-strong">{product.name}</span><span className="block text-meta text-muted">{product.sku}</span></span>
                {alternatives.indexOf(product) < 9 && <Keys keys={`Alt+${alternatives.indexOf(product) + 1}`} />}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {found.length > 0 && (
          <Command.Group heading="Catalogue" className={group}>
            {found.map((product) => (
              <Command.Item key={product.id} value={product.id} onSelect={() => onPick({ id: product.id, sku: product.sku, name: product.name })} className={row}>
                <ThingImage url={product.imageUrl} className="size-7" />
                <span className="min-w-0 flex-1"><span dir="auto" className="block truncate text-strong">{product.name}</span><span className="block truncate text-meta text-muted">{product.sku} · {product.category}</span></span>
                <span className="text-right text-meta text-muted figures">{product.fromPriceMicros !== null && <span className="block">from {formatUnitPrice(product.fromPriceMicros, currency)}</span>}{formatCount(product.available)} available</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  )
}
