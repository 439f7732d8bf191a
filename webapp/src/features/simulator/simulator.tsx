import { useQuery } from '@tanstack/react-query'
import { Smartphone } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { describeError } from '@/api/client'
import { cx } from '@/lib/class-names'
import { formatPhone } from '@/lib/phone-number'
import { Avatar } from '@/ui/avatar'
import { Page } from '@/ui/page'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { phonesQuery } from './api'
import { Phone } from './phone'
import { suggestions } from './suggestions'

interface Props { shop: string; number: string | undefined; onChoose: (number: string) => void; aside: ReactNode }

export function Simulator({ shop, number, onChoose, aside }: Props) {
  const query = useQuery(phonesQuery)
  const [texts, setTexts] = useState<Record<string, string>>({})
  const box = useRef<HTMLTextAreaElement>(null)
  const chosen = query.data?.find((phone) => phone.number === number) ?? query.data?.[0]

  if (query.isError && !query.data) return <Failed what="The phones could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />
  if (!query.data) return <Loading label="Loading the phones"><div className="flex gap-6 p-6"><Bone className="h-60 w-56" /><Bone className="h-96 w-80" /></div></Loading>
  if (!chosen) return <Empty icon={Smartphone}>The demo has no customers to write as.</Empty>

  const setText = (text: string) => setTexts((all) => ({ ...all, [chosen.number]: text }))
  const fill = (text: string) => { setText(text); box.current?.focus() }

  return (
    <Page title="Phone simulator" aside={aside} className="bg-surface-0">
      <div className="mx-auto flex h-full max-w-page gap-6 p-6 max-desk:gap-4 max-panes:flex-col max-panes:p-4 max-phone:gap-3 max-phone:p-0">
        <nav aria-label="Customers" className="w-56 shrink-0 max-panes:w-full max-phone:px-3 max-phone:pt-3">
          <h2 className="mb-2 text-list font-strong text-strong max-phone:sr-only">Write as</h2>
          <ul className="space-y-1 max-panes:flex max-panes:gap-1 max-panes:space-y-0 max-panes:overflow-x-auto">
            {query.data.map((phone) => (
              <li key={phone.number}>
                <button type="button" aria-pressed={phone.number === chosen.number} onClick={() => onChoose(phone.number)} className={cx('flex w-full items-center gap-2.5 rounded-panel px-2 py-1.5 text-left', phone.number === chosen.number ? 'bg-accent-tint' : 'hover:bg-surface-2')}>
                  <Avatar name={phone.name} size="small" />
                  <span className="min-w-0 flex-1">
                    <span dir="auto" className="block max-w-36 truncate text-list text-strong">{phone.name}</span>
                    <span className="block text-meta text-muted">{formatPhone(phone.number)}</span>
                  </span>
                  {phone.unread > 0 && <span className="rounded-chip bg-accent px-1.5 text-meta text-on-accent figures">{phone.unread}<span className="sr-only"> unread</span></span>}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex min-h-0 flex-1 justify-center"><Phone key={chosen.number} number={chosen.number} shop={shop} text={texts[chosen.number] ?? ''} onText={setText} box={box} /></div>
        <aside aria-label="Examples" className="w-64 shrink-0 max-panes:order-first max-panes:hidden">
          <h2 className="mb-1 text-list font-strong text-strong">Try a text</h2>
          <p className="mb-3 text-meta text-muted">A tap writes it into the phone; you send it. It then takes the same road as a real text: signed, received, read and drafted.</p>
          <Examples onFill={fill} />
        </aside>
        <div className="hidden max-panes:block max-phone:px-3 max-phone:pb-3"><Examples onFill={fill} /></div>
      </div>
    </Page>
  )
}

const Examples = ({ onFill }: { onFill: (text: string) => void }) => (
  <ul className="space-y-2 max-panes:flex max-panes:gap-2 max-panes:space-y-0 max-panes:overflow-x-auto">
    {suggestions.map((suggestion) => (
      <li key={suggestion.name} className="max-panes:w-60 max-panes:shrink-0">
        <button type="button" onClick={() => onFill(suggestion.text)} className="h-full w-full rounded-panel border border-hair bg-surface-1 px-3 py-2 text-left transition-colors hover:border-line">
          <span className="block text-meta text-muted">{suggestion.name}</span>
          <span className="line-clamp-3 text-list text-strong">{suggestion.text}</span>
        </button>
      </li>
    ))}
  </ul>
)
