import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError, onSignedOut } from '@/api/client'
import { sessionQuery } from '@/api/session'
import { followSystemTheme } from '@/lib/theme'
import { Live } from '@/live'
import { Toaster } from '@/ui/toaster'
import { TooltipProvider } from '@/ui/tooltip'
import { makeRouter } from './routes'
import '@/ui/tokens.css'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Changes are told live; a query grows old only while the connection is away, which a catch-up mends.
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
})
const live = new Live(client)
const router = makeRouter({ client, live })

onSignedOut(() => {
  if (router.state.location.pathname === '/sign-in') return
  live.stop()
  client.setQueryData(sessionQuery.queryKey, null)
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href, ended: true } })
})
followSystemTheme()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
)
