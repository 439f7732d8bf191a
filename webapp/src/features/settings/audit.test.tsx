import { describe, expect, it } from 'vitest'
import { actorText, auditFile, inWords, valueText, type AuditItem } from './audit-api'

describe('the words of the audit', () => {
  it('says codes and fields as people do', () => {
    expect(inWords('quote_revision.changed')).toBe('Quote revision changed')
    expect(inWords('shipTo')).toBe('Ship to')
  })

  it('names who acted, and in whose name', () => {
    const item = { actor: 'user:1', actorName: 'Ada', onBehalfOf: '2', onBehalfOfName: 'Ben' } as unknown as AuditItem
    expect(actorText(item)).toBe('Ada as Ben')
    expect(actorText({ ...item, actor: 'job:read', actorName: null, onBehalfOf: null })).toBe('Automatic')
    expect(actorText({ ...item, actorName: null, onBehalfOf: null })).toBe('A former member')
  })

  it('shows values of every shape and asks for the file with the same filters', () => {
    expect(valueText(null)).toBe('')
    expect(valueText(false)).toBe('no')
    expect(valueText('signed_in')).toBe('Signed in')
    expect(valueText({ amount: 1 })).toBe('{"amount":1}')
    expect(auditFile({ from: '2026-11-01', actor: 'user', action: undefined })).toBe('/api/audit/export?from=2026-11-01&actor=user')
  })
})
