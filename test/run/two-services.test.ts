import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  auditState,
  checkConfiguration,
  checkState,
  exportState,
  runService,
  skipFile,
  statusOf,
  whatWouldChange,
} from '../../src/pipeline/index.ts'
import { publicationMark } from '../../src/pipeline/kept/publication-of-state.ts'
import { foldersOf } from '../../src/publish/index.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { examplePublication } from '../publish/example-publication.ts'
import { linesOf } from './lines-of.ts'
import { serviceOf } from './service-of.ts'
import { refusal } from './refusal.ts'

const { fresh } = testFolder('two-services')

it('are told apart where the id of one begins as that of the other', () => {
  const folder = fresh()
  const service = { id: 'essai', name: 'Essai', hosts: [] }
  const outline = { besides: examplePublication({ service }), edition: '1', frames: [], linesByFate: [] }
  expect(foldersOf('essai')).toEqual(['essai', 'essai-detail'])
  const put = (name: string): void => {
    mkdirSync(join(folder, 'out', name, 'data'), { recursive: true })
    writeFileSync(join(folder, 'out', name, 'data', 'day-feature.csv'), name)
  }
  put('essai')
  const mark = publicationMark(outline, join(folder, 'out'))
  put('essai-2')
  put('essai-2-detail')
  expect(publicationMark(outline, join(folder, 'out'))).toBe(mark)
  put('essai-detail')
  expect(publicationMark(outline, join(folder, 'out'))).not.toBe(mark)
})

it('do not share a state: whatever reads or writes it refuses the other', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  writeFileSync(join(folder, 'logs', 'access.log'), linesOf(60, Date.UTC(2026, 2, 1)))
  const { configuration, run, state } = serviceOf(folder)
  await run()
  const other = { ...configuration, service: { ...configuration.service, id: 'autre' } }
  const database = join(state, 'state.db')
  const before = readFileSync(database)
  for (const act of [
    () => runService({ configuration: other }),
    () => runService({ configuration: other, dryRun: true }),
    () => runService({ configuration: other, adopt: join(folder, 'open-data') }),
    () => statusOf(other, { now: 0 }),
    () => exportState({ configuration: other, tally: join(folder, 'a.tally') }),
    () => checkState(other),
    () => skipFile(other, 'a.log.gz'),
    () => auditState(other, { state }),
    () => whatWouldChange(checkConfiguration(other).plan),
  ])
    expect(await refusal(act())).toEqual({
      code: 'STATE_OF_ANOTHER',
      folder: state,
      owner: 'essai',
      service: 'autre',
    })
  expect(readFileSync(database)).toEqual(before)
})

it('find out in a state of before at its next run', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  writeFileSync(join(folder, 'logs', 'access.log'), linesOf(60, Date.UTC(2026, 2, 1)))
  const { configuration, run, state } = serviceOf(folder)
  await run()
  const kept = await openState(state)
  kept.commit(() => kept.facts.takeFact('service'))
  kept.close()
  await run()
  const other = { ...configuration, service: { ...configuration.service, id: 'autre' } }
  expect(await refusal(runService({ configuration: other }))).toMatchObject({ code: 'STATE_OF_ANOTHER' })
})
