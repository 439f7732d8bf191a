import type { Permission } from '@/api/session'
import type { PermissionInfo } from './roles-api'

/** What the permission cannot do without, itself left out. */
export function needsOf(permission: Permission, all: PermissionInfo[]): Permission[] {
  const found = new Set<Permission>()
  const visit = (one: Permission) => all.find((info) => info.permission === one)?.dependsOn.forEach((needed) => {
    if (!found.has(needed)) {
      found.add(needed)
      visit(needed)
    }
  })
  visit(permission)
  return [...found]
}

/** Those of the granted ones that would be of no use without it; what comes later only is not shown, and goes along silently. */
export const dependentsOf = (permission: Permission, granted: Permission[], all: PermissionInfo[], later = false): PermissionInfo[] =>
  all.filter((info) => info.permission !== permission && info.later === later && granted.includes(info.permission) && needsOf(info.permission, all).includes(permission))
