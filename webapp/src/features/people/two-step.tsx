import { ShieldCheck, ShieldOff, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { Dialog } from '@/ui/dialog'
import { useRenewCodes, useTurnOffTwoStep } from './api'
import { AskPassword } from './ask-password'
import { Card } from './card'
import { RecoveryCodes } from './recovery-codes'
import { SetUpTwoStep } from './set-up-two-step'

/** The second step of the sign-in: on or off, and what to do when the phone is lost. */
export function TwoStep({ on, codesLeft }: { on: boolean; codesLeft: number }) {
  const [open, setOpen] = useState<'set-up' | 'renew' | 'off' | null>(null)
  const close = (opened: boolean) => { if (!opened) setOpen(null) }
  return (
    <Card
      title="Two-step sign-in"
      about="Besides your password, signing in asks for a code from an app on your phone. A password alone, however it was found out, then opens nothing."
      aside={on ? <Chip tone="good" icon={ShieldCheck}>On</Chip> : <Chip icon={ShieldOff}>Off</Chip>}
    >
      <div className="flex flex-col gap-3">
        {on && codesLeft <= 3 && <Banner tone="warn" icon={TriangleAlert}>{codesLeft === 0 ? 'No recovery code is left.' : `Only ${codesLeft} recovery ${codesLeft === 1 ? 'code is' : 'codes are'} left.`} Make new ones, so that you get in without your phone.</Banner>}
        <div className="flex flex-wrap gap-2">
          {!on && <Button tone="primary" onClick={() => setOpen('set-up')}>Turn on</Button>}
          {on && <Button onClick={() => setOpen('renew')}>New recovery codes</Button>}
          {on && <Button tone="danger" onClick={() => setOpen('off')}>Turn off</Button>}
        </div>
      </div>
      <Dialog open={open === 'set-up'} onOpenChange={close} title="Turn on two-step sign-in"><SetUpTwoStep done={() => setOpen(null)} /></Dialog>
      <Dialog open={open === 'renew'} onOpenChange={close} title="New recovery codes"><Renew done={() => setOpen(null)} /></Dialog>
      <Dialog open={open === 'off'} onOpenChange={close} title="Turn off two-step sign-in?"><TurnOff done={() => setOpen(null)} /></Dialog>
    </Card>
  )
}

function Renew({ done }: { done: () => void }) {
  const renew = useRenewCodes()
  return renew.data
    ? <RecoveryCodes codes={renew.data.recoveryCodes} done={done} />
    : <AskPassword why="The ten codes you have now stop working." action="Make new codes" asking={renew} onPassword={(password) => renew.mutate(password)} />
}

function TurnOff({ done }: { done: () => void }) {
  const off = useTurnOffTwoStep()
  return <AskPassword why="From then on your password alone signs you in. Your recovery codes stop working." action="Turn off" danger asking={off} onPassword={(password) => off.mutate(password, { onSuccess: done })} />
}
