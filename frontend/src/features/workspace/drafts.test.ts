import { describe, expect, it, vi } from 'vitest'
import { clearUnsent, keepDraft, keepUnsent, putBack, readDraft, takeUnsent } from './drafts'
import { resetInWords } from './quota'
import { clockFace } from './use-session-clock'

describe('drafts', () => {
  it('are kept per project', () => {
    keepDraft('p1', 'one')
    keepDraft('p2', 'two')
    keepDraft('p2', '')
    expect([readDraft('p1'), readDraft('p2')]).toEqual(['one', ''])
  })

  it('cost nothing but themselves when storage is full', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(() => keepDraft('p1', 'text')).not.toThrow()
  })

  it('hand back a message caught on its way, once', () => {
    keepUnsent('p1', { clientId: 'c1', text: 'Hello' })
    expect(takeUnsent('p1')).toEqual({ clientId: 'c1', text: 'Hello' })
    expect(takeUnsent('p1')).toBeNull()
    keepUnsent('p1', { clientId: 'c1', text: 'Hello' })
    clearUnsent('p1')
    expect(takeUnsent('p1')).toBeNull()
  })

  it('take nothing for a message that is none', () => {
    sessionStorage.setItem('atelier.unsent.p1', '{broken')
    expect(takeUnsent('p1')).toBeNull()
    sessionStorage.setItem('atelier.unsent.p1', '[1]')
    expect(takeUnsent('p1')).toBeNull()
  })

  it('come after a text that is handed back', () => {
    expect(putBack('returned', '')).toBe('returned')
    expect(putBack('returned', 'typed since')).toBe('returned\n\ntyped since')
  })
})

describe('times in words', () => {
  it('say when new messages come', () => {
    const now = Date.parse('2026-11-20T20:00:00Z')
    expect(resetInWords('2026-11-21T00:00:00Z', now)).toMatch(/^at \d\d:00, in 4 hours$/)
    expect(resetInWords('2026-11-20T20:01:10Z', now)).toMatch(/in 1 minute$/)
  })

  it('show a clock', () => {
    expect([0, 59, 760, 3600].map(clockFace)).toEqual(['0:00', '0:59', '12:40', '60:00'])
  })
})
