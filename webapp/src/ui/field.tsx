import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes } from 'react'
import { cx } from '@/lib/class-names'

export const inputClass =
  'w-full rounded-input border border-line bg-surface-1 px-2.5 text-body text-strong transition-colors aria-invalid:border-bad-line disabled:opacity-60 max-phone:text-message'

interface FieldProps { label: string; help?: ReactNode; error?: string; children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }) => ReactNode }

/** Label above, help below, the error in the help's place. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId()
  const note = error ?? help
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-list font-strong text-strong">{label}</label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': error ? true : undefined })}
      {note && <p id={`${id}-note`} className={cx('text-meta', error ? 'text-bad-text' : 'text-muted')}>{note}</p>}
    </div>
  )
}

export const Input = ({ className, ...rest }: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) =>
  <input className={cx(inputClass, 'h-9', className)} {...rest} />

export const TextArea = ({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) =>
  <textarea className={cx(inputClass, 'py-2', className)} {...rest} />
