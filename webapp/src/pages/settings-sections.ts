import { MessagesSquare, Wrench } from 'lucide-react'
import { Operations } from '@/features/operations/operations'
import { Channels } from '@/features/settings/channels'
import type { SettingsSection } from '@/features/settings/settings-page'

/** Every section of the settings, in the order of the list. A new one is a line here. */
export const settingsSections: SettingsSection[] = [
  { id: 'channels', name: 'Channels', about: 'The numbers your customers write to', icon: MessagesSquare, needs: 'channels_manage', page: Channels },
  { id: 'operations', name: 'Operations', about: 'What failed, and trying it again', icon: Wrench, needs: 'operations_manage', page: Operations },
]
