import { useQuery } from '@tanstack/react-query'
import { SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '@/api/client'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, Input } from '@/ui/field'
import { Select } from '@/ui/select'
import { Bone, Failed, Loading } from '@/ui/states'
import { templatesQuery, useSendTemplate, type ConversationView, type MessageTemplate } from './api'

/** What the customer will read; a place that is still empty keeps its name. */
export const filled = (template: MessageTemplate, values: Record<string, string>) =>
  template.text.replaceAll(/\{\{([A-Za-z0-9_.]{1,60})\}\}/g, (place, name: string) => values[name]?.trim() || place)

const nameOf = (place: string) => {
  const [part, name] = place.includes('.') ? place.split('.') as [string, string] : ['', place]
  const plain = /^\d+$/.test(name) ? `Value ${name}` : name.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())
  return part === 'header' ? `Heading: ${plain}` : part.startsWith('button') ? `Link: ${plain}` : plain
}

export function TemplateDialog({ conversation, close }: { conversation: ConversationView; close: () => void }) {
  const query = useQuery(templatesQuery(conversation.id))
  const [chosenId, setChosenId] = useState<string>()
  const [values, setValues] = useState<Record<string, string>>({})
  const send = useSendTemplate(conversation.id)
  const templates = query.data ?? []
  const template = templates.find((found) => found.id === chosenId) ?? templates.find((found) => !found.unusable)
  const ready = template && !template.unusable && template.placeholders.every((place) => values[place]?.trim())

  return (
    <Dialog open onOpenChange={(open) => { if (!open) close() }} title="Send a template" description="Approved beforehand, so it reaches the customer at any time.">
      {query.isPending && <Loading label="Loading the templates"><Bone className="h-24" /></Loading>}
      {query.isError && <Failed what="The templates could not be read." detail={describeError(query.error)} retry={() => void query.refetch()} />}
      {query.data && templates.length === 0 && <p className="text-list text-muted">There are no approved templates on this channel yet.</p>}
      {template && (
        <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); if (ready) send.mutate({ templateId: template.id, values }, { onSuccess: close }) }}>
          <Field label="Template" help={template.unusable ?? `${template.category} · ${template.language}`}>
            {(ids) => (
              <Select {...ids} value={template.id} onChange={(event) => { setChosenId(event.target.value); setValues({}) }}>
                {templates.map((found) => <option key={found.id} value={found.id} disabled={Boolean(found.unusable)}>{found.name} ({found.language})</option>)}
              </Select>
            )}
          </Field>
          {template.placeholders.map((place) => (
            <Field key={`${template.id} ${place}`} label={nameOf(place)}>
              {(ids) => <Input {...ids} value={values[place] ?? ''} maxLength={1000} onChange={(event) => setValues((now) => ({ ...now, [place]: event.target.value }))} />}
            </Field>
          ))}
          <section aria-label="Preview" className="flex flex-col items-end">
            <div dir="auto" className="max-w-prose rounded-bubble rounded-br-key bg-accent-tint px-3 py-2 text-body wrap-anywhere whitespace-pre-wrap text-strong">{filled(template, values)}</div>
          </section>
          <div className="flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" tone="primary" busy={send.isPending} disabled={!ready} icon={<SendHorizontal size={14} aria-hidden />}>Send</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
