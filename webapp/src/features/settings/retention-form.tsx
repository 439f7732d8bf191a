import { useState, type FormEvent } from 'react'
import { toast } from 'sonner'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'
import { kindWords, useSetRetention, type RetentionRule } from './privacy-api'

/** How long each kind is kept; saved together. */
export function RetentionForm({ rules }: { rules: RetentionRule[] }) {
  const [days, setDays] = useState(() => Object.fromEntries(rules.map((rule) => [rule.kind, rule.days === null ? '' : String(rule.days)])))
  const save = useSetRetention()
  const changed = rules.filter((rule) => (rule.days === null ? '' : String(rule.days)) !== days[rule.kind])
  const wrong = Object.fromEntries(rules.map((rule) => [rule.kind, problem(rule, days[rule.kind] ?? '')]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (Object.values(wrong).some(Boolean)) return
    save.mutate(changed.map((rule) => ({ kind: rule.kind, days: days[rule.kind] ? Number(days[rule.kind]) : null })), { onSuccess: () => toast.success('Saved. The next hourly run keeps to it.') })
  }
  return (
    <form onSubmit={submit} className="space-y-4" noValidate>
      {rules.map((rule) => (
        <Field key={rule.kind} label={kindWords[rule.kind]?.name ?? rule.kind} help={kindWords[rule.kind]?.about} error={wrong[rule.kind]}>
          {(ids) => (
            <span className="flex items-center gap-2">
              <Input {...ids} inputMode="numeric" value={days[rule.kind] ?? ''} placeholder={rule.mayKeep ? 'kept' : undefined} onChange={(event) => setDays({ ...days, [rule.kind]: event.target.value.trim() })} className="w-24! text-right figures" />
              <span className="text-list text-muted">days{rule.mayKeep ? ', empty keeps them' : ''}</span>
            </span>
          )}
        </Field>
      ))}
      <p className="text-list text-muted">The audit is kept for good: it is what proves the rest. The history of sign-ins, which belongs to people and not to one shop, is kept for ninety days.</p>
      {save.isError && <p role="alert" className="text-list text-bad-text">{describeError(save.error)}</p>}
      <Button type="submit" tone="primary" busy={save.isPending} disabled={changed.length === 0}>Save</Button>
    </form>
  )
}

function problem(rule: RetentionRule, text: string): string | undefined {
  if (text === '') return rule.mayKeep ? undefined : `From ${rule.least} to ${rule.most} days.`
  const days = Number(text)
  return Number.isInteger(days) && days >= rule.least && days <= rule.most ? undefined : `From ${rule.least} to ${rule.most} days.`
}
