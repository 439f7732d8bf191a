import { Boxes, FilePen, Inbox, ShoppingCart, Settings, Smartphone, type LucideIcon } from 'lucide-react'

export interface Destination { to: string; name: string; icon: LucideIcon; demoOnly?: boolean }

/** The pages that exist, in the order of the rail; the bottom bar of a phone takes the same. */
export const destinations: Destination[] = [
  { to: '/inbox', name: 'Inbox', icon: Inbox },
  { to: '/drafts', name: 'Drafts', icon: FilePen },
  { to: '/orders', name: 'Orders', icon: ShoppingCart },
  { to: '/inventory', name: 'Inventory', icon: Boxes },
  { to: '/settings/channels', name: 'Settings', icon: Settings },
  { to: '/simulator', name: 'Phone simulator', icon: Smartphone, demoOnly: true },
]
