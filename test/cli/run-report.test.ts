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
