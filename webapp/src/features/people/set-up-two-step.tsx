import { CircleAlert } from 'lucide-react'
import { describeError } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { useBeginTwoStep, useConfirmTwoStep } from './api'
import { AskPassword } from './ask-password'
import { RecoveryCodes } from './recovery-codes'

/** Password, then the picture for the app, then its first code, then the recovery codes. */
export function SetUpTwoStep({ done }: { done: () => void }) {
  const begin = useBeginTwoStep()
  const confirm = useConfirmTwoStep()
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} done={done} />
  if (!begin.data) return <AskPassword why="First make sure that it is you." action="Go on" asking={begin} onPassword={(password) => begin.mutate(password)} />

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); confirm.mutate(String(new FormData(event.currentTarget).get('code')).trim()) }}>
      {confirm.isError && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(confirm.error)}</Banner>}
      <div className="flex flex-wrap items-center gap-4">
        <img src={`data:image/svg+xml,${encodeURIComponent(begin.data.qr)}`} alt="QR code for your authenticator app" className="size-44 rounded-input border border-hair bg-surface-1" />
        <div className="min-w-48 flex-1 text-list text-muted">
          <p>Scan this with an authenticator app, such as the one of your phone or your password manager.</p>
          <p className="mt-3">Without a camera, type this in:</p>
          <code className="mt-1 block rounded-input bg-surface-2 px-2 py-1 font-mono text-meta break-words text-strong select-all">{begin.data.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </div>
      </div>
      <Field label="Code" help="The six digits that the app shows now.">{(ids) => <Input {...ids} name="code" className="figures" inputMode="numeric" autoComplete="one-time-code" required maxLength={7} autoFocus />}</Field>
      <div className="flex justify-end"><Button type="submit" tone="primary" busy={confirm.isPending}>Turn on</Button></div>
    </form>
  )
}
