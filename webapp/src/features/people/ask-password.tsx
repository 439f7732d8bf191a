import { CircleAlert } from 'lucide-react'
import { describeError, elsewhere, errorOf } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, Input } from '@/ui/field'

interface Props { why: string; action: string; danger?: boolean; asking: { error: unknown; isPending: boolean }; onPassword: (password: string) => void }

/** Before something that whoever finds an open screen must not do. */
export function AskPassword({ why, action, danger, asking, onPassword }: Props) {
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); onPassword(String(new FormData(event.currentTarget).get('password'))) }}>
      {elsewhere(asking.error) && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(asking.error)}</Banner>}
      <p className="text-list text-muted">{why}</p>
      <Field label="Your password" error={errorOf(asking.error, 'password')}>{(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required maxLength={200} />}</Field>
      <div className="flex justify-end"><Button type="submit" tone={danger ? 'danger' : 'primary'} busy={asking.isPending}>{action}</Button></div>
    </form>
  )
}
