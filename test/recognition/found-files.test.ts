import { describe, expect, it } from 'vitest'
import { foundFiles } from '../../src/recognition/index.ts'

const open = (paths: readonly string[], isListed = true) => foundFiles(paths, (path) => path, isListed)

describe('foundFiles', () => {
  it('knows who holds a stream, by file and by log, each once', () => {
    const found = open(['/l/a.log', '/l/a.log.1'])
    found.note('/l/a.log.1', { holds: 7 })
    found.note('/l/a.log.1', { holds: 7 })
    found.note('/l/a.log', {})
    expect([found.holdersOf(7), found.holdersOf(8)]).toEqual([['/l/a.log.1'], []])
    expect(found.logsHolding(7)).toEqual(['/l/a.log'])
  })

  it.each([
    { why: 'LOG_UNREADABLE', isListed: true, hides: true, told: 'what cannot be read' },
    { why: 'copy', isListed: true, hides: false, told: 'what was read elsewhere' },
    { why: 'part', isListed: true, hides: false, told: 'all of which was read' },
    { why: 'part', isListed: false, hides: true, told: 'a folder that cannot be listed' },
  ] as const)('$told may hide a stream of its log: $hides', ({ why, isListed, hides }) => {
    const found = open(['/l/a.log.1'], isListed)
    found.note('/l/a.log.1', { unread: { why } })
    expect(found.mayHide({ log: '/l/a.log' })).toBe(hides)
    expect(found.mayHide({ log: '/l/b.log' })).toBe(!isListed)
  })

  it('looks for what was rotated in the folder that keeps it, and not in that of another host', () => {
    const found = open(['/l/a.log', '/l/old/a.log.1.gz', '/l/host/a.log', '/l/host/a.log.1.gz'])
    found.note('/l/old/a.log.1.gz', { unread: { why: 'LOG_UNREADABLE' } })
    expect(['/l/a.log', '/l/old/a.log', '/l/host/a.log'].map((log) => found.mayHide({ log }))).toEqual([
      true,
      true,
      false,
    ])
  })

  it.each([
    { paths: ['/l/a.log'], isLive: true, why: 'the log itself' },
    { paths: ['/l/a.log.1'], isLive: false, why: 'rotated' },
    { paths: ['/l/2026/03/10/a.log'], isLive: true, why: 'in a folder with a date' },
  ])('$why: live $isLive', ({ paths, isLive }) => {
    expect(open(paths).hasLive('/l/a.log')).toBe(isLive)
  })
})
