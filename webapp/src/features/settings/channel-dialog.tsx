import { CircleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ApiError, describeError } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, Input } from '@/ui/field'
import { useSaveChannel, type Channel } from './api'

interface Props { channel: Channel | null; open: boolean; onOpenChange: (open: boolean) => void }

export const ChannelDialog = ({ channel, open, onOpenChange }: Props) => (
  <Dialog open={open} onOpenChange={onOpenChange} title={channel ? `Edit ${channel.name}` : 'Add a Twilio number'} description="You find the account SID and the auth token in the Twilio console, on the first page.">
    <ChannelForm channel={channel} close={() => onOpenChange(false)} />
  </Dialog>
)

/** Server names of fields come as "Settings.AccountSid" or "accountSid": the last part decides. */
function errorOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return Object.entries(error.errors).find(([name]) => name.split('.').at(-1)!.toLowerCase() === field.toLowerCase())?.[1][0]
}

function ChannelForm({ channel, close }: { channel: Channel | null; close: () => void }) {
  const save = useSaveChannel(channel)
  const form = useRef<HTMLFormElement>(null)
  const wrong = (field: string) => errorOf(save.error, field)
  const known = save.error instanceof ApiError && Object.keys(save.error.errors).length > 0
  useEffect(() => { if (save.isError) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus() }, [save.isError, save.error])

  return (
    <form
      ref={form}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const text = (name: string) => String(data.get(name) ?? '').trim()
        save.mutate({ name: text('name'), address: text('address'), accountSid: text('accountSid'), authToken: text('authToken'), apiBaseUrl: text('apiBaseUrl') }, { onSuccess: close })
      }}
    >
      {save.isError && !known && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(save.error)}</Banner>}
      <Field label="Name" help="As your team calls it." error={wrong('name')}>{(ids) => <Input {...ids} name="name" required maxLength={100} defaultValue={channel?.name ?? 'Text messages'} />}</Field>
      <Field label="Phone number" help="With + and country code, such as +15550100." error={wrong('address')}>{(ids) => <Input {...ids} name="address" type="tel" required maxLength={20} autoComplete="off" className="figures" defaultValue={channel?.address} />}</Field>
      <Field label="Account SID" error={wrong('accountSid')}>{(ids) => <Input {...ids} name="accountSid" required maxLength={64} autoComplete="off" spellCheck={false} placeholder="AC…" defaultValue={channel?.settings.accountSid} />}</Field>
      <Field label="Auth token" help={channel ? `Now ${channel.settings.authToken}. Leave empty to keep it.` : 'Stored encrypted and never shown again.'} error={wrong('authToken')}>{(ids) => <Input {...ids} name="authToken" type="password" required={!channel} maxLength={100} autoComplete="new-password" />}</Field>
      <details className="text-list">
        <summary className="rounded-input text-muted hover:text-strong">Another host of the same protocol</summary>
        <div className="mt-3"><Field label="API address" help="Empty for Twilio itself. Only hosts that the operator allows are accepted." error={wrong('apiBaseUrl')}>{(ids) => <Input {...ids} name="apiBaseUrl" type="url" maxLength={200} placeholder="https://api.twilio.com" defaultValue={channel?.settings.apiBaseUrl ?? ''} />}</Field></div>
      </details>
      <div className="flex justify-end gap-2"><Button onClick={close}>Cancel</Button><Button type="submit" tone="primary" busy={save.isPending}>{save.isPending ? 'Saving…' : channel ? 'Save' : 'Add number'}</Button></div>
    </form>
  )
}
