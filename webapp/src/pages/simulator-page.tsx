import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Smartphone } from 'lucide-react'
import { sessionQuery } from '@/api/session'
import { Simulator } from '@/features/simulator/simulator'
import { Empty } from '@/ui/states'

export function SimulatorPage({ phone }: { phone?: string }) {
  const navigate = useNavigate()
  const workspace = useQuery(sessionQuery).data?.workspace
  if (!workspace?.demo) return <Empty icon={Smartphone}>The phone simulator belongs to the demo. This shop has real customers.</Empty>
  return <Simulator shop={workspace.name} number={phone} onChoose={(number) => void navigate({ to: '/simulator', replace: true, search: { phone: number } })} />
}
