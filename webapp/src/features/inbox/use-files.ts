import { useEffect, useRef, useState } from 'react'
import { describeError, del, postFile, type Schemas } from '@/api/client'
import { randomId } from '@/lib/random-id'
import { formatSize } from '@/lib/file-size'

type Upload = Schemas['UploadView']

/** A file on its way into the message that is being written. */
export interface PickedFile { key: string; name: string; size: number; upload?: Upload; problem?: string }

export interface FileLimits { mostFiles: number; largestFile: number }

const kept = new Map<string, PickedFile[]>() // with what was typed and not sent, for each conversation, until reload

/** The files of a conversation's composer: each goes up at once, so that sending is quick; leaving one out removes it there. */
export function useFiles(conversationId: string, limits: FileLimits) {
  const [files, setFiles] = useState<PickedFile[]>(kept.get(conversationId) ?? [])
  const now = useRef(files)
  useEffect(() => {
    now.current = files
    kept.set(conversationId, files)
  }, [conversationId, files])

  const change = (key: string, what: Partial<PickedFile>) => setFiles((all) => all.map((file) => file.key === key ? { ...file, ...what } : file))

  const add = (picked: Iterable<File>) => {
    for (const file of picked) {
      const entry: PickedFile = { key: randomId(), name: file.name || 'picture', size: file.size }
      if (file.size > limits.largestFile) {
        setFiles((all) => [...all, { ...entry, problem: `Larger than the ${formatSize(limits.largestFile)} that this channel takes.` }])
        continue
      }
      setFiles((all) => [...all, entry])
      postFile('/api/conversations/{id}/files', { id: conversationId, name: entry.name }, file)
        .then((upload) => change(entry.key, { upload }), (error: unknown) => change(entry.key, { problem: describeError(error) }))
    }
  }

  const remove = (key: string) => {
    const gone = now.current.find((file) => file.key === key)
    setFiles((all) => all.filter((file) => file.key !== key))
    if (gone?.upload) void del('/api/uploads/{id}', { id: gone.upload.id }).catch(() => {}) // it is swept away within a day
  }

  /** Empties the composer; what was in it goes with the message. */
  const take = () => {
    const uploads = files.flatMap((file) => file.upload ? [file.upload] : [])
    setFiles([])
    return uploads
  }

  /** The message was refused: its files come back. */
  const restore = (uploads: Upload[]) =>
    setFiles((all) => [...uploads.map((upload) => ({ key: randomId(), name: upload.name, size: upload.size, upload })), ...all])

  return {
    files, add, remove, take, restore,
    isBusy: files.some((file) => !file.upload && !file.problem),
    wrong: files.some((file) => file.problem) ? 'Take out the file that cannot be sent.' : files.length > limits.mostFiles ? `At most ${limits.mostFiles} ${limits.mostFiles === 1 ? 'file' : 'files'} in a message here.` : null,
  }
}
