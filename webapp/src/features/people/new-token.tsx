import { useQuery } from '@tanstack/react-query'
import { CircleAlert, Copy, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { describeError, elsewhere, errorOf } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { Segments } from '@/ui/segments'
import { Select } from '@/ui/select'
import { useCreateToken } from './api'
import { copy } from './copy'
import { inWords } from './in-words'

const ends = [['', 'When it is revoked'], ['30', 'In 30 days'], ['90', 'In 90 days'], ['365', 'In a year']] as const
const inDays = (days: string) => (days === '' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString())

/** What a token is for, what it may do, and then the token itself, this once. */
export function NewToken({ done }: { done: () => void }) {
  const create = useCreateToken()
  const mine = useQuery(sessionQuery).data?.permissions.filter((permission) => permission !== 'member') ?? []
  const [all, setAll] = useState<'some' | 'all'>('some')
  if (create.data) return <Made token={create.data.token} done={done} />

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        create.mutate({ name: String(form.get('name')).trim(), scopes: all === 'all' ? null : form.getAll('scope').map(String), expiresAt: inDays(String(form.get('days'))) })
      }}
    >
      {elsewhere(create.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(create.error)}</Banner>}
      <Field label="Name" help="What uses it, such as “Till in the shop”." error={errorOf(create.error, 'name')}>{(ids) => <Input {...ids} name="name" required maxLength={100} autoComplete="off" />}</Field>
      <Field label="Ends">{(ids) => <Select {...ids} name="days" defaultValue="90">{ends.map(([days, name]) => <option key={days} value={days}>{name}</option>)}</Select>}</Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-list font-strong text-strong">May</legend>
        <div><Segments label="What it may do" value={all} onChange={setAll} options={[{ value: 'some', label: 'Only this' }, { value: 'all', label: 'All that I may' }]} /></div>
        {all === 'some'
          ? <div className="grid max-h-56 gap-x-4 gap-y-1.5 overflow-y-auto rounded-input border border-hair p-3 phone:grid-cols-2">{mine.map((permission) => <label key={permission} className="flex items-center gap-2 text-list"><input type="checkbox" name="scope" value={permission} className="accent-accent" />{inWords(permission)}</label>)}</div>
          : <p className="text-meta text-muted">Also what your roles let you do later on.</p>}
      </fieldset>
      <div className="flex justify-end gap-2"><Button onClick={done}>Cancel</Button><Button type="submit" tone="primary" busy={create.isPending}>Make the token</Button></div>
    </form>
  )
}

const Made = ({ token, done }: { token: string; done: () => void }) => (
  <div className="flex flex-col gap-4">
    <Banner tone="warn" icon={TriangleAlert}>Copy it now: it is not shown again.</Banner>
    <code aria-label="Token" className="rounded-input bg-surface-2 px-2 py-1.5 font-mono text-meta break-all text-strong select-all">{token}</code>
    <div className="flex justify-end gap-2"><Button icon={<Copy size={14} aria-hidden />} onClick={() => void copy(token)}>Copy</Button><Button tone="primary" onClick={done}>Done</Button></div>
  </div>
)
