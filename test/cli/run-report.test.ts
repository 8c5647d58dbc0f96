import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { changedReport } from '../../src/cli/report/run-report.ts'
import { testFolder } from './run-comptage.ts'

const { fresh } = testFolder('changed')

it('prints no file that is gone: a script that copies what is printed would fail', () => {
  const folder = fresh()
  const [there, gone] = [join(folder, 'README.md'), join(folder, 'NOTICE')]
  writeFileSync(there, '')
  expect(changedReport([there, gone])).toBe(`${there}\n`)
})
