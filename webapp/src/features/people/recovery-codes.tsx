import { Copy, Download } from 'lucide-react'
import { Button } from '@/ui/button'
import { copy } from './copy'

/** The ten codes, this once. */
export function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const text = codes.join('\n')
  return (
    <div className="flex flex-col gap-4">
      <p className="text-list text-muted">Each of these signs you in once when your phone is not at hand. Keep them where you keep important papers: they are not shown again.</p>
      <ul aria-label="Recovery codes" className="grid gap-x-6 gap-y-1 rounded-panel bg-surface-2 p-3 font-mono text-list text-strong phone:grid-cols-2">{codes.map((code) => <li key={code} className="select-all">{code}</li>)}</ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button icon={<Copy size={14} aria-hidden />} onClick={() => void copy(text)}>Copy</Button>
        <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(`PromoEngine recovery codes, each good for one sign-in\n\n${text}\n`)}`} download="promoengine-recovery-codes.txt" className="inline-flex h-control items-center gap-1.5 rounded-input border border-line bg-surface-1 px-3 text-list font-strong text-strong hover:bg-surface-2"><Download size={14} aria-hidden />Save as a file</a>
        <Button tone="primary" onClick={done}>I have kept them</Button>
      </div>
    </div>
  )
}
