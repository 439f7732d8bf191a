import { CircleAlert, FileText, Loader, X } from 'lucide-react'
import { cx } from '@/lib/class-names'
import { formatSize } from '@/lib/file-size'
import { IconButton } from '@/ui/button'
import type { PickedFile } from './use-files'

/** What will go out with the message. */
export function PickedFiles({ files, onRemove }: { files: PickedFile[]; onRemove: (key: string) => void }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Files" className="flex flex-wrap gap-2 pb-2">
      {files.map((file) => (
        <li key={file.key} className={cx('flex max-w-full items-center gap-2 rounded-panel border bg-surface-1 py-0.5 pr-0.5 pl-2 text-list', file.problem ? 'border-bad-line' : 'border-hair')}>
          {file.problem ? <CircleAlert size={14} aria-hidden className="shrink-0 text-bad-text" /> : file.upload ? <FileText size={14} aria-hidden className="shrink-0 text-muted" /> : <Loader size={14} aria-hidden className="shrink-0 text-muted" />}
          <span className="min-w-0">
            <span className="block max-w-48 truncate text-strong">{file.name}</span>
            <span className={cx('block text-meta figures', file.problem ? 'text-bad-text' : 'text-muted')}>{file.problem ?? (file.upload ? formatSize(file.size) : 'Going up…')}</span>
          </span>
          <IconButton small label={`Take ${file.name} out`} onClick={() => onRemove(file.key)}><X size={14} aria-hidden /></IconButton>
        </li>
      ))}
    </ul>
  )
}
