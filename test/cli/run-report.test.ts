import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { changedReport, runReport } from '../../src/cli/report/run-report.ts'
import { testFolder } from './run-comptage.ts'

const { fresh } = testFolder('changed')

it('prints no file that is gone: a script that copies what is printed would fail', () => {
  const folder = fresh()
  const [there, gone] = [join(folder, 'README.md'), join(folder, 'NOTICE')]
  writeFileSync(there, '')
  expect(changedReport([there, gone])).toBe(`${there}\n`)
})

it('names the page that it made', () => {
  const page = join(fresh(), 'index.html')
  writeFileSync(page, '')
  const none = { files: 1, lines: 1, bytes: 1, settingsChanges: [], changes: [], utility: [], problems: [], news: [] }
  expect(runReport({ ...none, changed: ['a.csv', page] }, false)).toContain(`2 files changed (${page} …)\n`)
  expect(runReport({ ...none, changed: ['a.csv'] }, false)).toContain('1 file changed\n')
})

it.each([
  { isRehearsal: true, added: 'would close 2026-03-05', revised: 'would publish anew 2026-03-01' },
  { isRehearsal: false, added: 'published 2026-03-05', revised: 'published anew 2026-03-01' },
])(
  'tells what closes from what is revised, in a rehearsal as after it: $isRehearsal',
  ({ isRehearsal, added, revised }) => {
    const none = { files: 0, lines: 0, bytes: 0, settingsChanges: [], changed: [], utility: [], problems: [], news: [] }
    const closed = { kind: 'periods-added', table: 'day-feature', periods: ['2026-03-05'] } as const
    const anew = { kind: 'periods-revised', table: 'day-feature', periods: ['2026-03-01'] } as const
    const corrected = { ...anew, kind: 'percentiles-raised' } as const
    const saidOf = (changes: readonly (typeof closed | typeof anew | typeof corrected)[]): string =>
      runReport({ ...none, changes }, isRehearsal)
    expect(saidOf([closed, anew, anew])).toContain(`; ${added}; ${revised}; `)
    expect(saidOf([anew])).toContain(`0 files; ${revised}; `)
    expect(saidOf([corrected])).toContain(`0 files; ${revised}; `)
    expect(saidOf([closed])).toContain(`0 files; ${added}; `)
    expect(saidOf([])).toContain('; no period closes; ')
  },
)
