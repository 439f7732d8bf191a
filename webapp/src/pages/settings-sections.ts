import { History, KeyRound, MessagesSquare, ShieldCheck, ShieldUser, Store, Users, UsersRound, Wrench } from 'lucide-react'
import { Operations } from '@/features/operations/operations'
import { People } from '@/features/people/people'
import { Tokens } from '@/features/people/tokens'
import { Audit } from '@/features/settings/audit'
import { Channels } from '@/features/settings/channels'
import { Privacy } from '@/features/settings/privacy'
import { Roles } from '@/features/settings/roles'
import type { SettingsSection } from '@/features/settings/settings-page'
import { Teams } from '@/features/settings/teams'
import { Workspace } from '@/features/settings/workspace'

/** Every section of the settings, in the order of the list. A new one is a line here. */
export const settingsSections: SettingsSection[] = [
  { id: 'workspace', name: 'Workspace', about: 'Name, time zone, currency, numbers, logo', icon: Store, needs: 'settings_manage', page: Workspace },
  { id: 'people', name: 'People', about: 'Who works here, invitations, sign-ins', icon: Users, needs: 'people_manage', page: People },
  { id: 'roles', name: 'Roles', about: 'What people may do, and who may what', icon: ShieldUser, needs: 'people_manage', page: Roles },
  { id: 'teams', name: 'Teams', about: 'Who sees whose orders', icon: UsersRound, needs: 'settings_manage', page: Teams },
  { id: 'tokens', name: 'API tokens', about: 'What programs sign in with', icon: KeyRound, needs: 'tokens_manage', page: Tokens },
  { id: 'channels', name: 'Channels', about: 'The numbers your customers write to', icon: MessagesSquare, needs: 'channels_manage', page: Channels },
  { id: 'operations', name: 'Operations', about: 'What failed, and trying it again', icon: Wrench, needs: 'operations_manage', page: Operations },
  { id: 'privacy', name: 'Privacy', about: 'Export, erase, and how long things are kept', icon: ShieldCheck, needs: 'privacy_manage', page: Privacy },
  { id: 'audit', name: 'Audit', about: 'Who did what', icon: History, needs: 'audit_read', page: Audit },
]
