import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../src/domain/service.ts'
import { checkConfiguration, makeNoiseKey, runService } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { serviceOf } from './service-of.ts'

const { fresh } = testFolder('state-apart')

describe('a state among what is published', () => {
  const places: readonly { readonly why: string; readonly state: (folder: string) => string }[] = [
    { why: 'the folder itself', state: (folder) => join(folder, 'open-data') },
    { why: 'below it, before it is there', state: (folder) => join(folder, 'open-data/essai/state') },
    { why: 'below it by a link', state: linkInto },
  ]
  it.each(places)('is refused before anything is made: $why', async ({ state }) => {
    const folder = fresh()
    const configuration = configured(folder)
    const wrong = { ...configuration, state: state(folder) }
    const refused = { problems: [{ code: 'STATE_IN_OUTPUT', folder: wrong.state }] }
    for (const act of [
      () => runService({ configuration: wrong }),
      () => runService({ configuration: wrong, dryRun: true }),
      () => runService({ configuration, state: wrong.state }),
      () => makeNoiseKey(wrong),
    ])
      await expect((async () => act())()).rejects.toMatchObject(refused)
    expect(checkConfiguration(wrong).problems).toMatchObject(refused.problems)
    expect(existsSync(join(wrong.state, 'state.db'))).toBe(false)
  })

  it('is none where what is published lies in the state, or beside it under a longer name', () => {
    const folder = fresh()
    const configuration = configured(folder)
    for (const state of [folder, join(folder, 'open-data-state'), join(folder, '..open-data')])
      expect(checkConfiguration({ ...configuration, state }).problems).toEqual([])
  })
})

/** Of which there is nothing else to say. */
function configured(folder: string): Configuration {
  const { configuration } = serviceOf(folder)
  return { ...configuration, service: { ...configuration.service, publisher: { name: 'Ville' } } }
}

function linkInto(folder: string): string {
  mkdirSync(join(folder, 'open-data'))
  symlinkSync(join(folder, 'open-data'), join(folder, 'elsewhere'))
  return join(folder, 'elsewhere/state')
}
