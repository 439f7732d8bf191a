import { queryOptions, useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { del, get, put, upload, type Schemas } from '@/api/client'

export type WorkspaceSettings = Schemas['WorkspaceView']

export const workspaceQuery = queryOptions({
  queryKey: ['workspace', 'list'],
  queryFn: ({ signal }) => get('/api/workspace', {}, { signal }),
})

export const useSaveWorkspace = () => useMutation({
  mutationFn: ({ name, timeZone, currency, numbering, version }: Pick<WorkspaceSettings, 'name' | 'timeZone' | 'currency' | 'numbering' | 'version'>) =>
    put('/api/workspace', {}, { name, timeZone, currency, version, numbering: numbering.map(({ kind, prefix, digits }) => ({ kind, prefix, digits })) }),
  onSuccess: (saved, _v, _r, { client }) => {
    client.setQueryData(workspaceQuery.queryKey, saved)
    toast.success('Settings saved')
  },
  onSettled: (_d, _e, _v, _r, { client }) => Promise.all([client.invalidateQueries({ queryKey: ['workspace'] }), client.invalidateQueries({ queryKey: ['session'] })]),
})

export const useSaveLogo = () => useMutation({
  mutationFn: (file: File | null) => file ? upload('/api/workspace/logo', file) : del('/api/workspace/logo'),
  onSuccess: (_d, file) => toast.success(file ? 'Logo saved' : 'Logo removed'),
  onSettled: (_d, _e, _v, _r, { client }) => client.invalidateQueries({ queryKey: ['workspace'] }),
})
