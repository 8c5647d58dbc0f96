import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS } from './service-of.ts'

const { fresh } = testFolder('signing')
const FEATURES = ['{ id: aide, match: [ /aide ] }']
const ADDRESS = 'https://data.example.fr/'

/** What the changelog says after a run with `before`, then one with `after` and no new line. */
async function changelogOf(before: string, after: string): Promise<string> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const lines = Array.from({ length: 6 }, (_, day) => linesOf(60, Date.UTC(2026, 2, 1 + day)))
  writeFileSync(join(folder, 'logs', 'access.log'), lines.join(''))
  const since = `since: 2026-03-01\n${DAYS}`
  await configuredService(folder, FEATURES, `${since}${before}`).run(6)
  const { run, output } = configuredService(folder, FEATURES, `${since}${after}`)
  await run(6.1)
  expect(verifyFolder({ folder: join(output, 'essai') }).findings).toEqual([])
  return readFileSync(join(output, 'essai', 'CHANGELOG.md'), 'utf8')
}

describe('the changelog of a dataset', () => {
  it('names the licence before and after, in a major version', async () => {
    const log = await changelogOf('', 'licences: { summary: CC0-1.0 }\n')
    expect(log).toContain('## 2.0.0')
    expect(log).toContain(
      'Licence of the figures by feature: `CC0-1.0` from this version on; `etalab-2.0` for those before it.',
    )
    expect(log).not.toContain('Texts corrected')
  })

  it('says nothing of the licence of a folder that is not there', async () => {
    expect(await changelogOf('', 'licences: { detail: CC0-1.0 }\n')).not.toContain('CC0')
  })

  it('names the address before and after, in a major version', async () => {
    const log = await changelogOf(
      `publication: { url: ${ADDRESS} }\n`,
      'publication: { url: https://open.example.fr/ }\n',
    )
    expect(log).toContain('## 2.0.0')
    expect(log).toContain(`begin with <https://open.example.fr/>, no longer with <${ADDRESS}>`)
  })

  it('says that there is no address any more', async () => {
    expect(await changelogOf(`publication: { url: ${ADDRESS} }\n`, '')).toContain(`it was <${ADDRESS}>.`)
  })

  it.each([
    ['words', 'publication: { words: À quoi ça sert }\n'],
    ['an event', 'events: [ { date: 2026-03-02, text: Campagne, feature: aide } ]\n'],
  ])('takes %s for a text', async (_, voice) => {
    const log = await changelogOf('', voice)
    expect(log).toContain('## 1.0.1')
    expect(log).toContain('Texts corrected')
  })

  it('says nothing of events that are told in another order', async () => {
    const events = ['{ date: 2026-03-02, text: Campagne }', '{ date: 2026-03-02, text: Aide, feature: aide }']
    const told = (all: readonly string[]) => `events: [ ${all.join(', ')} ]\n`
    expect(await changelogOf(told(events), told(events.toReversed()))).not.toContain('## 1.0.1')
    expect(await changelogOf(told(events), told(events.slice(1)))).toContain('## 1.0.1')
  })

  it('takes an address that is new for a text', async () => {
    const log = await changelogOf('', `publication: { url: ${ADDRESS} }\n`)
    expect(log).toContain('## 1.0.1')
    expect(log).toContain('Texts corrected')
  })
})
