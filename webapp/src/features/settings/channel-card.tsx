import { CircleCheck, CircleX, Copy, MessageSquareText, ShieldAlert, ShieldCheck } from 'lucide-react'
import { toast } from 'sonner'
import { describeError } from '@/api/client'
import { formatCount } from '@/lib/money'
import { formatPhone } from '@/lib/phone-number'
import { Banner } from '@/ui/banner'
import { Button, IconButton } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { Time } from '@/ui/time'
import { useTestChannel, type Channel } from './api'

async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text)
    toast.success('Copied')
  } catch {
    toast.error('Not copied', { description: 'The browser does not allow it here; select the address and copy it by hand.' })
  }
}

export function ChannelCard({ channel, onEdit }: { channel: Channel; onEdit: () => void }) {
  const test = useTestChannel(channel.id)
  return (
    <article aria-label={channel.name} className="rounded-panel border border-hair bg-surface-1 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="grid size-9 place-items-center rounded-panel bg-accent-tint text-accent-text"><MessageSquareText size={18} aria-hidden /></span>
        <div className="min-w-0 flex-1 max-phone:basis-48">
          <h2 className="truncate text-body font-strong text-strong">{channel.name}</h2>
          <p className="text-meta text-muted">{formatPhone(channel.address)} · SMS through {channel.provider === 'twilio' ? 'Twilio' : channel.provider}</p>
        </div>
        {channel.rejected === 0 && <Chip tone="good" icon={ShieldCheck}>Signatures fit</Chip>}
        <Button small busy={test.isPending} onClick={() => test.mutate()}>{test.isPending ? 'Testing…' : 'Test'}</Button>
        <Button small onClick={onEdit}>Edit</Button>
      </div>
      <dl className="mt-4 grid gap-3 text-list phone:grid-cols-2">
        <div className="min-w-0"><dt className="text-meta text-muted">Account SID</dt><dd className="truncate font-mono text-meta text-strong">{channel.settings.accountSid}</dd></div>
        <div><dt className="text-meta text-muted">Auth token</dt><dd className="font-mono text-meta text-strong">{channel.settings.authToken}</dd></div>
        {channel.webhookUrl && <div className="min-w-0 phone:col-span-2">
          <dt className="text-meta text-muted">Webhook address: enter it at Twilio under “A message comes in”</dt>
          <dd className="mt-1 flex items-center gap-1"><code className="min-w-0 flex-1 rounded-input bg-surface-2 px-2 py-1 font-mono text-meta break-all text-strong">{channel.webhookUrl}</code><IconButton label="Copy the webhook address" onClick={() => void copy(channel.webhookUrl ?? '')}><Copy size={16} aria-hidden /></IconButton></dd>
        </div>}
      </dl>
      <div aria-live="polite" className="space-y-2 empty:hidden *:mt-3">
        {test.data && <Banner tone={test.data.ok ? 'good' : 'bad'} icon={test.data.ok ? CircleCheck : CircleX}>{test.data.text}</Banner>}
        {test.isError && <Banner tone="bad" icon={CircleX}>{describeError(test.error)}</Banner>}
        {channel.rejected > 0 && (
          <Banner tone="warn" icon={ShieldAlert}>
            <strong className="font-strong figures">{formatCount(channel.rejected)} {channel.rejected === 1 ? 'request was' : 'requests were'} turned away</strong>{channel.rejectedAt && <>, last <Time at={channel.rejectedAt} as="full" /></>}: the signature did not fit.
            Either the auth token here is not that of the account, or the address that Twilio calls differs from the one above (a proxy in between: set PublicUrl). Strangers who guess the address end here too; nothing of theirs gets in.
          </Banner>
        )}
      </div>
    </article>
  )
}
