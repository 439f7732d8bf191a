import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, Fingerprint, KeyRound, Lock, MapPinOff, type LucideIcon } from 'lucide-react'
import { describeError } from '@/api/client'
import { Chip, type Tone } from '@/ui/chip'
import { More } from '@/ui/more'
import { Bone, Failed, Loading } from '@/ui/states'
import { Table, Td, Th } from '@/ui/table'
import { Time } from '@/ui/time'
import type { ownSignInsQuery, SignIn } from './api'

const outcomes: Record<SignIn['outcome'], [string, Tone, LucideIcon]> = {
  signed_in: ['Signed in', 'good', CircleCheck],
  wrong_password: ['Wrong password', 'bad', CircleX],
  code_asked: ['Password right, code asked', 'neutral', KeyRound],
  wrong_code: ['Wrong code', 'bad', CircleX],
  locked: ['Locked', 'warn', Lock],
  passkey_used: ['Signed in with a passkey', 'good', Fingerprint],
  wrong_passkey: ['Passkey refused', 'bad', CircleX],
  wrong_address: ['Refused: network', 'warn', MapPinOff],
}

interface Props { query: Pick<typeof ownSignInsQuery, 'queryFn' | 'getNextPageParam' | 'initialPageParam'> & { queryKey: readonly string[] }; label: string; people?: boolean }

/** The history of tries to sign in, newest first. */
export function SignIns({ query: options, label, people }: Props) {
  const query = useInfiniteQuery(options as typeof ownSignInsQuery)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <Loading label="Loading sign-ins"><Bone className="h-40" /></Loading>
  if (query.isError && rows.length === 0) return <Failed what="The sign-ins could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />
  if (rows.length === 0) return <p className="text-list text-muted">Nobody has tried yet.</p>
  return (
    <>
      <Table label={label}>
        <thead><tr><Th>When</Th>{people && <Th>Who</Th>}<Th>What</Th><Th className="max-phone:hidden">Device</Th><Th className="max-phone:hidden">From</Th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const [word, tone, icon] = outcomes[row.outcome]
            return <tr key={row.id}><Td className="phone:whitespace-nowrap"><Time at={row.at} as="full" /><span className="block text-meta text-muted phone:hidden">{row.device}{row.ip && ` · ${row.ip}`}</span></Td>{people && <Td className="text-strong">{row.person}</Td>}<Td><Chip tone={tone} icon={icon}>{word}</Chip></Td><Td className="whitespace-nowrap max-phone:hidden">{row.device}</Td><Td className="figures max-phone:hidden">{row.ip}</Td></tr>
          })}
        </tbody>
      </Table>
      <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
    </>
  )
}
