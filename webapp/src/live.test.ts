import { QueryClient } from '@tanstack/react-query'
import { serve } from '@/test-render'
import { Live } from './live'

const keyed = (client: QueryClient, ...keys: unknown[][]) => keys.forEach((key) => client.setQueryData(key, {}))
const stale = (client: QueryClient) => client.getQueryCache().getAll().filter((query) => query.state.isInvalidated).map((query) => query.queryKey)

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

async function learned(client: QueryClient, answer: Parameters<typeof serve>[0]) {
  const calls = serve(answer)
  const live = new Live(client)
  await live.catchUp()
  return { live, calls }
}

describe('live changes', () => {
  it('invalidates the lists of a topic and the one thing that changed', async () => {
    const client = new QueryClient()
    keyed(client, ['orders', 'list', {}], ['orders', 'a'], ['orders', 'b'], ['channels', 'list'])
    const { live } = await learned(client, () => ({ body: { seq: 7, events: [] } }))
    live.receive({ seq: 8, topic: 'orders', id: 'a' })
    await vi.advanceTimersByTimeAsync(300)
    expect(stale(client)).toEqual([['orders', 'list', {}], ['orders', 'a']])
  })

  it('reads what it missed when a number is skipped', async () => {
    const client = new QueryClient()
    keyed(client, ['drafts', 'x'], ['drafts', 'y'])
    const { live, calls } = await learned(client, ({ path }) => ({
      body: path.includes('since=') ? { seq: 10, events: [{ seq: 8, topic: 'drafts', id: 'x' }, { seq: 9, topic: 'drafts', id: 'z' }, { seq: 10 }] } : { seq: 7, events: [] },
    }))
    live.receive({ seq: 10 })
    await vi.advanceTimersByTimeAsync(300)
    expect(calls.map((call) => call.path)).toEqual(['/api/events', '/api/events?since=7'])
    expect(stale(client)).toEqual([['drafts', 'x']])
  })

  it('forgets nothing that arrives while it is catching up', async () => {
    const client = new QueryClient()
    keyed(client, ['drafts', 'late'])
    let answer = { seq: 7, events: [] as { seq: number; topic: string; id: string }[] }
    const { live } = await learned(client, () => ({ body: answer }))
    answer = { seq: 9, events: [{ seq: 8, topic: 'drafts', id: 'other' }, { seq: 9, topic: 'drafts', id: 'other' }] }
    const caught = live.catchUp()
    live.receive({ seq: 10, topic: 'drafts', id: 'late' })
    answer = { seq: 10, events: [{ seq: 10, topic: 'drafts', id: 'late' }] }
    await caught
    await vi.advanceTimersByTimeAsync(600)
    expect(stale(client)).toEqual([['drafts', 'late']])
  })

  it('reads what came before the connection began to tell', async () => {
    const client = new QueryClient()
    keyed(client, ['orders', 'early'], ['session'])
    const { live, calls } = await learned(client, ({ path }) => ({
      body: path.includes('since=') ? { seq: 9, events: [{ seq: 8, topic: 'orders', id: 'early' }, { seq: 9, topic: 'session', id: 'me' }] } : { seq: 7, events: [] },
    }))
    live.begin({ seq: 9 })
    await vi.advanceTimersByTimeAsync(300)
    expect(calls.map((call) => call.path)).toEqual(['/api/events', '/api/events?since=7'])
    expect(stale(client)).toEqual([['orders', 'early'], ['session']])
  })

  it('steps over the bare number of a change that is not for these eyes', async () => {
    const client = new QueryClient()
    keyed(client, ['orders', 'a'])
    const { live, calls } = await learned(client, () => ({ body: { seq: 7, events: [] } }))
    live.receive({ seq: 8 })
    live.receive({ seq: 9, topic: 'orders', id: 'a' })
    await vi.advanceTimersByTimeAsync(300)
    expect(calls).toHaveLength(1)
    expect(stale(client)).toEqual([['orders', 'a']])
  })

  it('reads everything again only when its number is older than what is kept', async () => {
    const client = new QueryClient()
    keyed(client, ['orders', 'a'], ['channels', 'list'])
    const { live } = await learned(client, ({ path }) => path.includes('since=') ? { status: 410, body: { code: 'events.gone' } } : { body: { seq: 900, events: [] } })
    live.receive({ seq: 905, topic: 'orders', id: 'b' })
    await vi.advanceTimersByTimeAsync(300)
    expect(stale(client)).toHaveLength(2)
  })

  it('refreshes once for a burst', async () => {
    const client = new QueryClient()
    const refresh = vi.spyOn(client, 'invalidateQueries')
    const { live } = await learned(client, () => ({ body: { seq: 0, events: [] } }))
    for (let seq = 1; seq <= 200; seq++) live.receive({ seq, topic: 'conversations', id: String(seq) })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(refresh).toHaveBeenCalledOnce()
  })
})
