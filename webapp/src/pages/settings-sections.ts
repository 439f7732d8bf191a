import { MessagesSquare } from 'lucide-react'
import { Channels } from '@/features/settings/channels'
import type { SettingsSection } from '@/features/settings/settings-page'

/** Every section of the settings, in the order of the list. A new one is a line here. */
export const settingsSections: SettingsSection[] = [
  { id: 'channels', name: 'Channels', about: 'The numbers your customers write to', icon: MessagesSquare, needs: 'channels_manage', page: Channels },
]
