import { useQuery } from '@tanstack/react-query'
import { CircleAlert, ImageUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { describeError } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { LeaveGuard } from '@/ui/leave-guard'
import { Page } from '@/ui/page'
import { Select } from '@/ui/select'
import { Bone, Failed, Loading } from '@/ui/states'
import { useSaveLogo, useSaveWorkspace, workspaceQuery, type WorkspaceSettings } from './workspace-api'

const zones = Intl.supportedValuesOf('timeZone')
const currencies = Intl.supportedValuesOf('currency')
const currencyNames = new Intl.DisplayNames(undefined, { type: 'currency' })
const kinds: Record<string, string> = { quote: 'Quotes', order: 'Orders' }

export function Workspace() {
  const query = useQuery(workspaceQuery)
  return (
    <Page title="Workspace">
      {query.isPending && <Loading label="Loading the settings"><div className="mx-auto max-w-prose space-y-4 p-4">{Array.from({ length: 5 }, (_, index) => <Bone key={index} className="h-14" />)}</div></Loading>}
      {query.isError && !query.data && <Failed what="The settings could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="mx-auto max-w-prose space-y-8 p-4">
          <WorkspaceForm key={query.data.version} settings={query.data} />
          <LogoForm logo={query.data.logo} name={query.data.name} />
        </div>
      )}
    </Page>
  )
}

function WorkspaceForm({ settings }: { settings: WorkspaceSettings }) {
  const [form, setForm] = useState(settings)
  const save = useSaveWorkspace()
  const dirty = JSON.stringify(form) !== JSON.stringify(settings)
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); save.mutate(form) }}>
      <LeaveGuard unsaved={dirty && !save.isPending} />
      {save.isError && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(save.error)}</Banner>}
      <Field label="Name" help="As your customers read it.">{(ids) => <Input {...ids} required maxLength={200} value={form.name} onChange={(event) => setForm({ ...form, name: event.target.value })} />}</Field>
      <div className="grid gap-4 phone:grid-cols-2">
        <Field label="Time zone" help="Where your days begin and end.">
          {(ids) => <Select {...ids} value={form.timeZone} onChange={(event) => setForm({ ...form, timeZone: event.target.value })}>{(zones.includes(form.timeZone) ? zones : [form.timeZone, ...zones]).map((zone) => <option key={zone} value={zone}>{zone.replaceAll('_', ' ')}</option>)}</Select>}
        </Field>
        <Field label="Currency" help={settings.currencyFixed ? 'Fixed: there are quotes or orders in it.' : 'Can be chosen until the first quote.'}>
          {(ids) => <Select {...ids} disabled={settings.currencyFixed} value={form.currency} onChange={(event) => setForm({ ...form, currency: event.target.value })}>{(currencies.includes(form.currency) ? currencies : [form.currency, ...currencies]).map((code) => <option key={code} value={code}>{code} – {currencyNames.of(code)}</option>)}</Select>}
        </Field>
      </div>
      <fieldset className="rounded-panel border border-hair bg-surface-1 px-4 pt-1 pb-4">
        <legend className="px-1 text-body font-strong text-strong">Numbers</legend>
        <p className="mb-3 text-meta text-muted">Customers answer with them (“YES Q-1042”): letters, digits and hyphens, then the running number.</p>
        <div className="space-y-3">
          {form.numbering.map((numbering, index) => {
            const change = (changed: Partial<typeof numbering>) => setForm({ ...form, numbering: form.numbering.map((one, at) => (at === index ? { ...one, ...changed } : one)) })
            const name = kinds[numbering.kind] ?? numbering.kind
            return (
              <div key={numbering.kind} role="group" aria-label={name} className="grid grid-cols-[minmax(0,1fr)_88px] items-start gap-3 phone:grid-cols-[80px_minmax(0,1fr)_88px_minmax(0,1fr)]">
                <p className="text-list text-strong max-phone:col-span-2 phone:pt-7">{name}</p>
                <Field label="Begins with">{(ids) => <Input {...ids} required maxLength={12} pattern="[A-Za-z0-9\-]+" spellCheck={false} value={numbering.prefix} onChange={(event) => change({ prefix: event.target.value })} />}</Field>
                <Field label="Digits">{(ids) => <Input {...ids} type="number" required min={1} max={10} className="figures" value={numbering.digits} onChange={(event) => change({ digits: event.target.valueAsNumber || 1 })} />}</Field>
                <p className="min-w-0 text-meta text-muted max-phone:col-span-2 phone:pt-6">Next: <output className="block truncate text-body text-strong figures max-phone:inline">{numbering.prefix}{String(numbering.next).padStart(numbering.digits, '0')}</output></p>
              </div>
            )
          })}
        </div>
      </fieldset>
      <div className="flex justify-end"><Button type="submit" tone="primary" disabled={!dirty} busy={save.isPending}>{save.isPending ? 'Saving…' : 'Save'}</Button></div>
    </form>
  )
}

function LogoForm({ logo, name }: { logo: string | null; name: string }) {
  const file = useRef<HTMLInputElement>(null)
  const save = useSaveLogo()
  return (
    <section aria-label="Logo" className="rounded-panel border border-hair bg-surface-1 p-4">
      <h2 className="text-body font-strong text-strong">Logo</h2>
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <span className={`grid h-20 w-40 place-items-center rounded-panel border border-hair p-2 text-muted ${logo ? 'bg-paper' : 'bg-surface-2'}`}>{logo ? <img src={logo} alt={`Logo of ${name}`} className="max-h-16 max-w-36 object-contain" /> : <ImageUp size={20} aria-hidden />}</span>
        <div className="min-w-0 flex-1 basis-52 space-y-2">
          <p className="text-meta text-muted">At the top of every screen, beside the name. PNG, WebP or SVG, at most 512 KB.</p>
          <input ref={file} type="file" accept="image/png,image/webp,image/svg+xml" aria-label="Logo file" className="sr-only" tabIndex={-1} onChange={(event) => { const chosen = event.target.files?.[0]; if (chosen) save.mutate(chosen); event.target.value = '' }} />
          <div className="flex flex-wrap gap-2"><Button busy={save.isPending} onClick={() => file.current?.click()}>{logo ? 'Replace…' : 'Choose a file…'}</Button>{logo && <Button tone="danger" busy={save.isPending} onClick={() => save.mutate(null)}>Remove</Button>}</div>
        </div>
      </div>
      {save.isError && <Banner tone="bad" icon={CircleAlert} role="alert" className="mt-3">{describeError(save.error)}</Banner>}
    </section>
  )
}
