import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { markPublication } from '../../src/pipeline/run/publish/last-publication.ts'
import { foldersOf } from '../../src/publish/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { serviceOf } from './service-of.ts'

const { fresh } = testFolder('two-services')

it('are told apart where the id of one begins as that of the other', () => {
  const folder = fresh()
  const { configuration } = serviceOf(folder)
  expect(foldersOf('essai')).toEqual(['essai', 'essai-detail'])
  const put = (name: string): void => {
    mkdirSync(join(folder, 'out', name, 'data'), { recursive: true })
    writeFileSync(join(folder, 'out', name, 'data', 'day-feature.csv'), name)
  }
  put('essai')
  const mark = markPublication(configuration, join(folder, 'out'))
  put('essai-2')
  put('essai-2-detail')
  expect(markPublication(configuration, join(folder, 'out'))).toBe(mark)
  put('essai-detail')
  expect(markPublication(configuration, join(folder, 'out'))).not.toBe(mark)
})
