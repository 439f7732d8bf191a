import { Boxes, FilePen, Inbox, ShoppingCart, Settings, Smartphone, type LucideIcon } from 'lucide-react'
import type { Permission, Session } from '@/api/session'
import { settingsSections } from './settings-sections'

export interface Destination { to: string; name: string; icon: LucideIcon; needs: Permission[]; demoOnly?: boolean }

/** The pages that exist, in the order of the rail; the bottom bar of a phone takes the same. One of the permissions is enough. */
export const destinations: Destination[] = [
  { to: '/inbox', name: 'Inbox', icon: Inbox, needs: ['inbox_read'] },
  { to: '/drafts', name: 'Drafts', icon: FilePen, needs: ['inbox_read'] },
  { to: '/orders', name: 'Orders', icon: ShoppingCart, needs: ['orders_read'] },
  { to: '/inventory', name: 'Inventory', icon: Boxes, needs: ['inventory_read'] },
  { to: '/settings', name: 'Settings', icon: Settings, needs: [...new Set(settingsSections.map((section) => section.needs))] },
  { to: '/simulator', name: 'Phone simulator', icon: Smartphone, needs: ['simulator_use'], demoOnly: true },
]

/** What the rail, the palette and the start page offer this person. */
export const destinationsOf = (session: Session) =>
  destinations.filter(({ needs, demoOnly }) => (!demoOnly || session.workspace.demo) && needs.some((permission) => session.permissions.includes(permission)))
