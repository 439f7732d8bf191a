import { Link } from '@tanstack/react-router'
import { ArrowLeft, ChevronRight, SearchX, type LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { useMay, type Permission } from '@/api/session'
import { cx } from '@/lib/class-names'
import { Empty } from '@/ui/states'

export type SectionSearch = Record<string, string | undefined>

/** What a section gets: its part of the address, so that what is open can be linked to and the back key works. */
export interface SectionProps { search: SectionSearch; onSearch: (search: SectionSearch) => void }

export interface SettingsSection { id: string; name: string; about: string; icon: LucideIcon; needs: Permission; page: ComponentType<SectionProps> }

interface Props { sections: SettingsSection[]; section?: string; search: SectionSearch; onSearch: (search: SectionSearch) => void; denied: ReactNode }

/** The list of sections at the left, the chosen one beside it; on a phone one after the other. */
export function SettingsPage({ sections, section, search, onSearch, denied }: Props) {
  const may = useMay()
  const shown = sections.filter(({ needs }) => may(needs))
  const chosen = sections.find(({ id }) => id === section)
  if (shown.length === 0 || (chosen && !may(chosen.needs))) return denied

  const Body = chosen?.page
  return (
    <div className="flex h-full min-h-0">
      <nav aria-label="Settings" className={cx('w-56 shrink-0 overflow-y-auto border-r border-hair bg-surface-0 p-2 max-panes:w-full max-panes:border-r-0', section && 'max-panes:hidden')}>
        <h1 className="px-2 pt-1 pb-2 text-title font-strong text-strong">Settings</h1>
        <ul className="space-y-0.5">
          {shown.map(({ id, name, about, icon: Icon }) => (
            <li key={id}>
              <Link
                to="/settings/$section" params={{ section: id }} search={{}}
                className="flex min-h-9 items-center gap-2.5 rounded-panel px-2 py-1.5 text-list text-normal transition-colors hover:bg-surface-3 hover:text-strong max-panes:min-h-14"
                activeProps={{ className: 'bg-accent-tint! text-accent-text!' }}
              >
                <Icon size={16} className="shrink-0" aria-hidden />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{name}</span>
                  <span className="hidden truncate text-meta text-muted max-panes:block">{about}</span>
                </span>
                <ChevronRight size={16} className="hidden shrink-0 text-muted max-panes:block" aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={cx('flex min-w-0 flex-1 flex-col', !section && 'max-panes:hidden')}>
        <Link to="/settings" className="hidden items-center gap-1.5 border-b border-hair bg-surface-1 px-4 py-2 text-list text-muted hover:text-strong max-panes:flex"><ArrowLeft size={16} aria-hidden />All settings</Link>
        <div className="min-h-0 flex-1">
          {Body ? <Body key={section} search={search} onSearch={onSearch} /> : section && <Empty icon={SearchX}>There is no such section; choose one from the list.</Empty>}
        </div>
      </div>
    </div>
  )
}
