import { act, renderHook } from '@testing-library/react'
import { useSteadyList } from './use-steady-list'

const keyOf = (item: string) => item.split(':')[0]!

async function list(initial: string[], steady: () => boolean) {
  const hook = renderHook(({ items, scope }) => useSteadyList(items, keyOf, steady, scope), { initialProps: { items: initial, scope: 'open' } })
  await act(async () => {})
  return { hook, change: (items: string[], scope = 'open') => act(async () => hook.rerender({ items, scope })) }
}

describe('a steady list', () => {
  it('follows the server while nobody points into it', async () => {
    const { hook, change } = await list(['a', 'b'], () => false)
    await change(['c', 'b', 'a'])
    expect(hook.result.current.rows).toEqual(['c', 'b', 'a'])
  })

  it('keeps rows in place under the pointer, changes them where they stand, and counts what is new', async () => {
    const { hook, change } = await list(['a', 'b'], () => true)
    await change(['c', 'b:changed', 'a'])
    expect(hook.result.current.rows).toEqual(['a', 'b:changed'])
    expect(hook.result.current.waiting).toBe(1)
    act(() => hook.result.current.release())
    expect(hook.result.current.rows).toEqual(['c', 'b:changed', 'a'])
  })

  it('appends a further page and drops what is gone, without waiting', async () => {
    const { hook, change } = await list(['a', 'b'], () => true)
    await change(['b', 'c', 'd'])
    expect(hook.result.current.rows).toEqual(['b', 'c', 'd'])
  })

  it('starts anew with another filter', async () => {
    const { hook, change } = await list(['a', 'b'], () => true)
    await change(['x', 'a'], 'closed')
    expect(hook.result.current.rows).toEqual(['x', 'a'])
  })
})
