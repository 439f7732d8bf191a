import { Dialog } from '@/ui/dialog'
import { Keys } from '@/ui/keys'

const groups: [string, [string, string][]][] = [
  ['Everywhere', [['Ctrl+K', 'Search or jump to'], ['?', 'This list'], ['u', 'Undo the last action'], ['Esc', 'Back, or close what is open']]],
  ['Lists', [['j k', 'Next, previous'], ['Enter', 'Open'], ['/', 'Search']]],
  ['Conversation', [['r', 'Reply'], ['Ctrl+Enter', 'Send the reply'], ['e', 'Close the conversation']]],
  ['Draft', [['Tab', 'Next doubtful field'], ['Alt+1 Alt+9', 'Take an alternative product'], ['Ctrl+Enter', 'Confirm and send the quote']]],
]

export function KeyHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" description="Not while typing, apart from those with Ctrl or Alt.">
      <div className="grid gap-6 phone:grid-cols-2">
        {groups.map(([name, keys]) => (
          <section key={name}>
            <h3 className="mb-2 text-list font-strong text-strong">{name}</h3>
            <dl className="space-y-1.5">
              {keys.map(([key, what]) => (
                <div key={key} className="flex items-center justify-between gap-3 text-list">
                  <dt>{what}</dt>
                  <dd><span className="sr-only">{key}</span><Keys keys={key} /></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
