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

test('only what is granted depends on something', () => {
  expect(dependentsOf('inbox_read', ['drafts_confirm', 'orders_read'], all).map((found) => found.permission)).toEqual(['drafts_confirm'])
})
