import { useInfiniteQuery } from '@tanstack/react-query'
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '@/api/client'
import { Button, IconButton } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { Dialog } from '@/ui/dialog'
import { More } from '@/ui/more'
import { Bone, Failed, Loading } from '@/ui/states'
import { Table, Td, Th } from '@/ui/table'
import { Time } from '@/ui/time'
import { tokensQuery, useRevokeToken, type Token } from './api'
import { Card } from './card'
import { inWords } from './in-words'
import { NewToken } from './new-token'

const mayWords = (token: Token) => token.scopes ? token.scopes.map(inWords).join(', ') || 'Nothing' : 'All that its person may'

/** Tokens of this workspace: one's own, or everybody's for who manages them. */
export function TokenList({ title, about, everybodys }: { title: string; about: string; everybodys: boolean }) {
  const query = useInfiniteQuery(tokensQuery(everybodys))
  const tokens = query.data?.pages.flatMap((page) => page.items)
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<Token | null>(null)
  return (
    <Card title={title} about={about} aside={<Button small icon={<Plus size={14} aria-hidden />} onClick={() => setMaking(true)}>New token</Button>}>
      {query.isPending && <Loading label="Loading tokens"><Bone className="h-20" /></Loading>}
      {query.isError && !query.data && <Failed what="The tokens could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {tokens?.length === 0 && <p className="flex items-center gap-2 text-list text-muted"><KeyRound size={16} aria-hidden />No token yet. Make one for each program, so that each can be revoked alone.</p>}
      {tokens && tokens.length > 0 && (
        <Table label={title}>
          <thead><tr><Th>Name</Th>{everybodys && <Th>Acts as</Th>}<Th className="max-phone:hidden">May</Th><Th className="max-phone:hidden">Last used</Th><Th>Ends</Th><Th><span className="sr-only">Actions</span></Th></tr></thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <Td className="text-strong">{token.name}<span className="block text-meta text-muted">Made <Time at={token.createdAt} /></span><span className="block text-meta text-muted phone:hidden">{mayWords(token)}</span></Td>
                {everybodys && <Td>{token.person}</Td>}
                <Td className="min-w-40 max-phone:hidden">{mayWords(token)}</Td>
                <Td className="whitespace-nowrap max-phone:hidden">{token.lastUsedAt ? <Time at={token.lastUsedAt} /> : <span className="text-muted">Never</span>}</Td>
                <Td className="phone:whitespace-nowrap">{token.expired ? <Chip tone="warn">Over</Chip> : token.expiresAt ? <Time at={token.expiresAt} as="full" /> : <span className="text-muted">When revoked</span>}</Td>
                <Td numeric><IconButton small label={`Revoke ${token.name}`} onClick={() => setLeaving(token)}><Trash2 size={16} aria-hidden /></IconButton></Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <More has={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
      <Dialog open={making} onOpenChange={setMaking} title="New API token"><NewToken done={() => setMaking(false)} /></Dialog>
      <Dialog open={leaving !== null} onOpenChange={(open) => { if (!open) setLeaving(null) }} title={`Revoke ${leaving?.name ?? ''}?`} description="Whatever uses it is refused from the next request on. This cannot be taken back; a new token can be made.">
        {leaving && <Revoke token={leaving} done={() => setLeaving(null)} />}
      </Dialog>
    </Card>
  )
}

function Revoke({ token, done }: { token: Token; done: () => void }) {
  const revoke = useRevokeToken()
  return <div className="flex justify-end gap-2"><Button onClick={done}>Keep it</Button><Button tone="danger" busy={revoke.isPending} onClick={() => revoke.mutate(token, { onSettled: done })}>Revoke</Button></div>
}
