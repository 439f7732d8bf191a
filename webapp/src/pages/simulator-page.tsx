import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Smartphone } from 'lucide-react'
import { sessionQuery } from '@/api/session'
import { Mails } from '@/features/simulator/mails'
import { Simulator } from '@/features/simulator/simulator'
import { Segments } from '@/ui/segments'
import { Empty } from '@/ui/states'

export interface SimulatorSearch { phone?: string; tab?: 'mail' }

export function SimulatorPage({ phone, tab }: SimulatorSearch) {
  const navigate = useNavigate()
  const workspace = useQuery(sessionQuery).data?.workspace
  if (!workspace?.demo) return <Empty icon={Smartphone}>The phone simulator belongs to the demo. This shop has real customers.</Empty>
  const show = (next: SimulatorSearch) => void navigate({ to: '/simulator', replace: true, search: next })
  const tabs = <Segments label="What is shown" value={tab ?? 'phones'} onChange={(next) => show({ phone, tab: next === 'mail' ? next : undefined })} options={[{ value: 'phones', label: 'Phones' }, { value: 'mail', label: 'Mail' }]} />
  return tab === 'mail' ? <Mails aside={tabs} /> : <Simulator shop={workspace.name} number={phone} onChoose={(number) => show({ phone: number })} aside={tabs} />
}
