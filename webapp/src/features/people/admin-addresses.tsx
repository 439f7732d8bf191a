import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { describeError } from '@/api/client'
import { Banner } from '@/ui/banner'
import { Button } from '@/ui/button'
import { Field, TextArea } from '@/ui/field'
import { Bone, Failed, Loading } from '@/ui/states'
import { addressesQuery, useSaveAddresses } from './api'
import { Card } from './card'

/** From where administrators may come. */
export function AdminAddresses() {
  const query = useQuery(addressesQuery)
  const save = useSaveAddresses()
  if (query.isError && !query.data) return <Failed what="The networks could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />
  if (!query.data) return <Loading label="Loading networks"><Bone className="h-48" /></Loading>
  return (
    <Card title="Networks of administrators" about="Whoever may manage the workspace is refused from any other address, with password, token or open session. Everybody else comes from anywhere.">
      <form className="flex max-w-form flex-col gap-3" onSubmit={(event) => { event.preventDefault(); save.mutate(String(new FormData(event.currentTarget).get('addresses')).split(/[\s,]+/).filter(Boolean)) }}>
        {save.isError && <Banner tone="bad" icon={CircleAlert} role="alert">{describeError(save.error)}</Banner>}
        <Field label="Allowed networks" help={<>One a line, such as 203.0.113.0/24. Empty: from anywhere. You come from <span className="figures">{query.data.yours ?? 'an unknown address'}</span>.</>}>
          {(ids) => <TextArea {...ids} key={query.data.addresses.join()} name="addresses" rows={5} spellCheck={false} className="font-mono" defaultValue={query.data.addresses.join('\n')} />}
        </Field>
        <div><Button type="submit" busy={save.isPending}>Save</Button></div>
      </form>
    </Card>
  )
}
