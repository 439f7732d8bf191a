import { CircleAlert, Fingerprint, Info, MoreHorizontal, Plus } from 'lucide-react'
import { useState } from 'react'
import { describeError, elsewhere, errorOf } from '@/api/client'
import { whyNoPasskeys } from '@/api/passkey'
import { Banner } from '@/ui/banner'
import { Button, IconButton } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { Dialog } from '@/ui/dialog'
import { Field, Input } from '@/ui/field'
import { Menu, MenuItem } from '@/ui/menu'
import { Time } from '@/ui/time'
import { useAddPasskey, useRemovePasskey, useRenamePasskey, type Passkey } from './api'
import { AskPassword } from './ask-password'
import { Card } from './card'

type Opened = { what: 'add' } | { what: 'rename' | 'remove'; passkey: Passkey }

const title = (opened: Opened) => opened.what === 'add' ? 'Add a passkey' : opened.what === 'rename' ? 'Rename this passkey' : `Remove ${opened.passkey.name}?`

/** Keys kept by the person's devices, each of which signs in alone. */
export function Passkeys({ passkeys }: { passkeys: Passkey[] }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const why = whyNoPasskeys()
  const done = () => setOpened(null)
  return (
    <Card
      title="Passkeys"
      about="Sign in with your finger, your face or your device’s code, without typing anything. Your password keeps working beside it: keep two-step sign-in on, so that it alone opens nothing."
      aside={!why && <Button small icon={<Plus size={14} aria-hidden />} onClick={() => setOpened({ what: 'add' })}>Add a passkey</Button>}
    >
      <div className="flex flex-col gap-3">
        {why && <Banner tone="info" icon={Info}>{why}</Banner>}
        {passkeys.length === 0 && !why && <p className="flex items-center gap-2 text-list text-muted"><Fingerprint size={16} className="shrink-0" aria-hidden />No passkey yet. Add one for each device that you sign in on.</p>}
        {passkeys.length > 0 && <ul aria-label="Your passkeys" className="divide-y divide-hair">{passkeys.map((passkey) => <Row key={passkey.id} passkey={passkey} onOpen={setOpened} />)}</ul>}
      </div>
      <Dialog open={opened !== null} onOpenChange={(open) => { if (!open) done() }} title={opened ? title(opened) : ''}>
        {opened?.what === 'add' && <Add done={done} />}
        {opened?.what === 'rename' && <Rename passkey={opened.passkey} done={done} />}
        {opened?.what === 'remove' && <Remove passkey={opened.passkey} done={done} />}
      </Dialog>
    </Card>
  )
}

const Row = ({ passkey, onOpen }: { passkey: Passkey; onOpen: (opened: Opened) => void }) => (
  <li className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
    <Fingerprint size={16} className="shrink-0 text-muted" aria-hidden />
    <div className="min-w-0 flex-1">
      <p dir="auto" className="truncate text-list text-strong">{passkey.name}</p>
      <p className="text-meta text-muted">Added <Time at={passkey.createdAt} as="full" /> · {passkey.lastUsedAt ? <>last used <Time at={passkey.lastUsedAt} /></> : 'not used yet'}</p>
    </div>
    {passkey.synced && <Chip>Synced</Chip>}
    <Menu label={passkey.name} trigger={<IconButton small label={`Actions for ${passkey.name}`}><MoreHorizontal size={16} aria-hidden /></IconButton>}>
      <MenuItem onSelect={() => onOpen({ what: 'rename', passkey })}>Rename…</MenuItem>
      <MenuItem onSelect={() => onOpen({ what: 'remove', passkey })}>Remove…</MenuItem>
    </Menu>
  </li>
)

function Add({ done }: { done: () => void }) {
  const add = useAddPasskey()
  return <AskPassword why="First make sure that it is you. Then your device asks where to keep the key." action={add.isPending ? 'Waiting for your device…' : 'Go on'} asking={add} onPassword={(password) => add.mutate(password, { onSuccess: done })} />
}

function Rename({ passkey, done }: { passkey: Passkey; done: () => void }) {
  const rename = useRenamePasskey()
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); rename.mutate({ id: passkey.id, name: String(new FormData(event.currentTarget).get('name')).trim() }, { onSuccess: done }) }}>
      {elsewhere(rename.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(rename.error)}</Banner>}
      <Field label="Name" help="So that you know later which device it is on." error={errorOf(rename.error, 'name')}>{(ids) => <Input {...ids} name="name" defaultValue={passkey.name} required maxLength={60} autoComplete="off" />}</Field>
      <div className="flex justify-end"><Button type="submit" tone="primary" busy={rename.isPending}>Save</Button></div>
    </form>
  )
}

function Remove({ passkey, done }: { passkey: Passkey; done: () => void }) {
  const remove = useRemovePasskey()
  return <AskPassword why="It opens nothing from then on. Your other passkeys and your password stay." action="Remove" danger asking={remove} onPassword={(password) => remove.mutate({ id: passkey.id, password }, { onSuccess: done })} />
}
