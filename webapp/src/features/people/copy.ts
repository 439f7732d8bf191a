import { toast } from 'sonner'

export async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text)
    toast.success('Copied')
  } catch {
    toast.error('Not copied', { description: 'The browser does not allow it here; select the text and copy it by hand.' })
  }
}
