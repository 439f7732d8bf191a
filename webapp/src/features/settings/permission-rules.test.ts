import { expect, test } from 'vitest'
import type { Permission } from '@/api/session'
import { dependentsOf, needsOf } from './permission-rules'
import type { PermissionInfo } from './roles-api'

const info = (permission: Permission, dependsOn: Permission[] = []): PermissionInfo => ({ permission, dependsOn, group: 'G', name: permission, sentence: '', later: false })
const all = [info('inbox_read'), info('drafts_edit', ['inbox_read']), info('drafts_confirm', ['drafts_edit']), info('orders_read')]

test('a permission needs what its needs need', () => {
  expect(needsOf('drafts_confirm', all).sort()).toEqual(['drafts_edit', 'inbox_read'])
  expect(needsOf('orders_read', all)).toEqual([])
})

test('what is not shown yet does not stand in the way, but goes along', () => {
  const withLater = [...all, { ...info('orders_cancel', ['orders_read']), later: true }]
  expect(dependentsOf('orders_read', ['orders_cancel'], withLater)).toEqual([])
  expect(dependentsOf('orders_read', ['orders_cancel'], withLater, true).map((found) => found.permission)).toEqual(['orders_cancel'])
})

test('only what is granted depends on something', () => {
  expect(dependentsOf('inbox_read', ['drafts_confirm', 'orders_read'], all).map((found) => found.permission)).toEqual(['drafts_confirm'])
})
