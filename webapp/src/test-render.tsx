import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { sessionQuery, type Session } from '@/api/session'
import { Toaster } from '@/ui/toaster'
import { TooltipProvider } from '@/ui/tooltip'

/** Somebody who may all that the inbox offers. */
const anAdministrator = {
  user: { id: 'u', email: 'ada@example.test', name: 'Ada' }, workspace: { id: 'w', name: 'Shop', currency: 'USD', timeZone: 'America/New_York', demo: false, logo: null },
  workspaces: [{ id: 'w', name: 'Shop' }], permissions: ['member', 'inbox_read', 'inbox_reply', 'drafts_edit', 'drafts_confirm', 'quotes_send', 'quotes_accept', 'orders_read'],
} as Session

/** Shows an element as a page would, with a router that knows any address and a fresh cache. */
export function show(element: ReactNode, prepare?: (client: QueryClient) => void) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  client.setQueryData(sessionQuery.queryKey, anAdministrator)
  prepare?.(client)
  const root = createRootRoute()
  const any = createRoute({ getParentRoute: () => root, path: '$', component: () => element })
  const router = createRouter({ routeTree: root.addChildren([any]), history: createMemoryHistory({ initialEntries: ['/here'] }) })
  return {
    client,
    router,
    ...render(
      <QueryClientProvider client={client}>
        <TooltipProvider>
          {/* The app's own routes are registered as the router's type; this one stands in for them. */}
          <RouterProvider router={router as never} />
          <Toaster />
        </TooltipProvider>
      </QueryClientProvider>,
    ),
  }
}

export interface Call { method: string; path: string; body: unknown; headers: Record<string, string> }
type Reply = { status?: number; body?: unknown }

/** A server of one function; what was asked is kept. */
export function serve(answer: (call: Call) => Reply | Promise<Reply>) {
  const calls: Call[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const call = { method: init.method ?? 'GET', path, body: init.body ? (JSON.parse(String(init.body)) as unknown) : undefined, headers: init.headers as Record<string, string> }
    calls.push(call)
    const { status = 200, body } = await answer(call)
    return new Response(status === 204 ? null : JSON.stringify(body ?? {}), { status })
  })
  return calls
}
