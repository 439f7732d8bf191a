import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ApiError, get, type Schemas } from '@/api/client'

type Change = { seq: number; topic?: string | null; id?: string | null }
export type LiveState = 'connecting' | 'live' | 'offline'

/** What else shows parts of a topic's things: a conversation carries its drafts, quotes and orders. */
const shownIn: Record<string, string[]> = {
  drafts: ['conversations'],
  quotes: ['conversations', 'drafts'],
  orders: ['conversations', 'inventory'],
  inventory: ['products'],
  session: ['roles', 'teams', 'people', 'workspace'],
}
const quietTime = 250 // the shortest time between two refreshes: a burst of changes is one refresh
const retryDelays = [0, 500, 2_000, 5_000, 10_000]

/**
 * One connection for the whole app. The server numbers every change; a number that is missing, a reconnect or a
 * sleeping laptop is caught up with `/api/events?since=`, and only a 410 makes everything be read again.
 */
export class Live {
  private readonly client: QueryClient
  private connection: HubConnection | null = null
  private seq: number | null = null
  private highest = 0 // the highest number heard of, so that what comes during a catch-up is not lost
  private catchingUp: Promise<void> | null = null
  private pending = new Map<string, Set<string>>()
  private timer: ReturnType<typeof setTimeout> | null = null
  private flushedAt = 0
  private stopped = true
  private listeners = new Set<() => void>()
  private restart: ReturnType<typeof setTimeout> | null = null
  state: LiveState = 'connecting'

  constructor(client: QueryClient) {
    this.client = client
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Resolves when the current number is known: what is read after that can miss no change. */
  async start() {
    if (!this.stopped) return
    this.stopped = false
    await this.catchUp()
    if (this.stopped) return
    const connection = new HubConnectionBuilder()
      .withUrl('/live')
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount: tries }) => retryDelays[tries] ?? 15_000 })
      .configureLogging(LogLevel.None)
      .build()
    connection.on('changed', (change: Change) => this.receive(change))
    connection.on('at', (at: Change) => this.begin(at))
    connection.onreconnecting(() => this.enter('offline'))
    connection.onreconnected(() => { this.enter('live'); void this.catchUp() })
    connection.onclose(() => { this.enter('offline'); this.connectLater(connection, 0) })
    this.connection = connection
    void this.connect(connection, 0)
    document.addEventListener('visibilitychange', this.wake)
  }

  stop() {
    this.stopped = true
    if (this.restart) clearTimeout(this.restart)
    document.removeEventListener('visibilitychange', this.wake)
    void this.connection?.stop()
    this.connection = null
    this.seq = null
    this.highest = 0
  }

  /** A change as the hub sent it. */
  receive(change: Change) {
    this.highest = Math.max(this.highest, change.seq)
    if (this.seq === null || change.seq > this.seq + 1) {
      void this.catchUp()
      return
    }
    if (change.seq <= this.seq) return
    this.seq = change.seq
    this.note(change)
  }

  /** The number this connection begins behind: what came before it, and after ours, must be read. */
  begin({ seq }: Change) {
    this.highest = Math.max(this.highest, seq)
    if (this.seq === null || seq > this.seq) void this.catchUp()
  }

  /** Reads what was missed; the first call only learns the current number. */
  catchUp(): Promise<void> {
    return (this.catchingUp ??= this.readMissed().finally(() => { this.catchingUp = null }))
  }

  private async readMissed() {
    try {
      if (this.seq === null) {
        this.seq = (await get('/api/events')).seq
        if (this.highest <= this.seq) return
      }
      for (;;) {
        const since: number = this.seq
        const missed: Schemas['EventsView'] = await get('/api/events', { since })
        missed.events.forEach((change) => this.note(change))
        this.seq = Math.max(since, missed.events.at(-1)?.seq ?? missed.seq)
        if (missed.events.length === 0 || this.seq >= Math.max(missed.seq, this.highest)) return
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 410) {
        this.seq = null
        void this.client.invalidateQueries()
        this.seq = (await get('/api/events').catch(() => null))?.seq ?? null
      }
      // Anything else: the next change shows a gap and asks again.
    }
  }

  private wake = () => {
    if (document.visibilityState !== 'visible') return
    if (this.connection?.state === HubConnectionState.Connected) void this.catchUp()
  }

  private async connect(connection: HubConnection, tries: number) {
    if (this.stopped) return
    try {
      await connection.start()
      this.enter('live')
      await this.catchUp()
    } catch {
      this.enter('offline')
      this.connectLater(connection, tries + 1)
    }
  }

  private connectLater(connection: HubConnection, tries: number) {
    if (this.stopped) return
    this.restart = setTimeout(() => void this.connect(connection, tries), retryDelays[Math.min(tries + 1, 4)])
  }

  private note({ topic, id }: Change) {
    if (!topic) return // a change that this person may not see
    for (const shown of [topic, ...(shownIn[topic] ?? [])]) {
      const ids = this.pending.get(shown) ?? new Set<string>()
      if (id && shown === topic) ids.add(id)
      else ids.add('*')
      this.pending.set(shown, ids)
    }
    this.timer ??= setTimeout(() => this.flush(), Math.max(20, this.flushedAt + this.quiet() - Date.now()))
  }

  // A list that someone has scrolled through is read again page by page: the deeper it is, the more seldom.
  private quiet() {
    const pages = this.client.getQueryCache().findAll({ type: 'active' }).map((query) => (query.state.data as { pages?: unknown[] } | undefined)?.pages?.length ?? 1)
    return quietTime * Math.max(1, ...pages.map((count) => count - 1))
  }

  // Lists of a topic are read again always, details only when their id was named: keys are [topic, 'list', …] and [topic, id].
  private flush() {
    this.timer = null
    this.flushedAt = Date.now()
    const pending = this.pending
    this.pending = new Map()
    void this.client.invalidateQueries({
      predicate: ({ queryKey: [topic, id] }) => {
        const ids = pending.get(String(topic))
        return ids !== undefined && (id === undefined || id === 'list' || ids.has('*') || ids.has(String(id)))
      },
    })
  }

  private enter(state: LiveState) {
    this.state = state
    this.listeners.forEach((listener) => listener())
  }
}

export const useLiveState = (live: Live) => useSyncExternalStore(live.subscribe, () => live.state)
