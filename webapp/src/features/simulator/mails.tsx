import { useQuery } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import type { ReactNode } from 'react'
import { describeError } from '@/api/client'
import { Page } from '@/ui/page'
import { Bone, Empty, Failed, Loading } from '@/ui/states'
import { Time } from '@/ui/time'
import { mailsQuery } from './api'

/** Addresses in a mail can be clicked, as in any mail program. */
const withLinks = (text: string) => text.split(/(https?:\/\/\S+)/).map((part, index) => (index % 2 === 1 ? <a key={index} href={part} className="break-all text-accent-text underline underline-offset-2">{part}</a> : part))

/** What the demo would have mailed. */
export function Mails({ aside }: { aside: ReactNode }) {
  const query = useQuery(mailsQuery)
  return (
    <Page title="Mail" aside={aside} className="bg-surface-0">
      <div className="mx-auto max-w-prose space-y-3 p-4">
        {query.isPending && <Loading label="Loading mails"><Bone className="h-48" /></Loading>}
        {query.isError && !query.data && <Failed what="The mails could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
        {query.data?.length === 0 && <Empty icon={Mail}>No mail yet. Invite somebody in the settings, or ask for a new password on the sign-in page.</Empty>}
        {query.data?.map((mail) => (
          <article key={mail.id} aria-label={mail.subject} className="rounded-panel border border-hair bg-surface-1 p-4">
            <header className="flex flex-wrap items-baseline gap-x-3">
              <h2 className="min-w-40 flex-1 text-body font-strong text-strong">{mail.subject}</h2>
              <Time at={mail.at} as="full" className="text-meta text-muted" />
            </header>
            <p className="text-meta text-muted">To {mail.to}</p>
            <p className="mt-3 text-list whitespace-pre-wrap text-normal">{withLinks(mail.text)}</p>
          </article>
        ))}
      </div>
    </Page>
  )
}
