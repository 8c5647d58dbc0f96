import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS } from './service-of.ts'

const { fresh } = testFolder('run-families')

/** What an edition says: its version and what it changed, and the code book. */
type Told = { readonly version: string; readonly changes: string; readonly features: string; readonly breaks: number }

it('families follow the configuration as titles do, and a feature that ended keeps its own while it is declared', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const lines = Array.from({ length: 6 }, (_, day) => linesOf(60, Date.UTC(2026, 2, 1 + day)))
  writeFileSync(join(folder, 'logs', 'access.log'), lines.join(''))
  let at = 6
  // A change of columns waits for the first line that comes after it.
  const told = async (families: string, features: readonly string[], before?: 'line' | 'loss'): Promise<Told> => {
    const declared = families === '' ? '' : `families: [ ${families} ]\n`
    const { run, output } = configuredService(folder, features, `since: 2026-03-01\n${DAYS}${declared}`)
    if (before === 'line')
      appendFileSync(join(folder, 'logs', 'access.log'), linesOf(3, Date.UTC(2026, 2, 6, 12 + at++)))
    if (before === 'loss') rmSync(join(folder, 'state'), { recursive: true })
    const { problems } = await run((at += 0.1), before === 'loss' ? { adopt: output } : {})
    expect(problems).toEqual([])
    expect(findingsIn(output)).toEqual([])
    const read = (path: string) => readFileSync(join(output, 'essai', path), 'utf8')
    const [, latest = ''] = read('CHANGELOG.md').split(/^## /m)
    return {
      version: latest.split(' ')[0]!,
      changes: latest.slice(latest.indexOf('\n')).trim(),
      features: read('data/features.csv').trimEnd(),
      breaks: read('data/breaks.csv').split('\n').length - 2,
    }
  }
  const [AIDE, SIMULATEUR] = ['{ id: aide, match: [ /aide ]', '{ id: simulateur, match: [ /simulateur ]']
  const [A, S] = ['{ id: a, title: Aides }', '{ id: s, title: Suivi }']
  const header = 'fonctionnalite,titre_fr,titre_en,clients,valide_du,valide_au'
  const bare = [`${AIDE} }`, `${SIMULATEUR} }`]
  const both = [`${AIDE}, family: a }`, `${SIMULATEUR}, family: s }`]

  const none = await told('', bare)
  expect(none.features.split('\n')[0]).toBe(header)

  const first = await told(`${A}, ${S}`, both, 'line')
  expect(first).toMatchObject({ version: '2.0.0', breaks: 0 })
  expect(first.features).toBe(
    `${header},famille\naide,aide,,humans,2026-03-01,,a\nsimulateur,simulateur,,humans,2026-03-01,,s`,
  )
  expect(first.changes).toContain('features')

  // The same once more is no new version; another order, another title, another family are texts.
  expect(await told(`${A}, ${S}`, both)).toEqual(first)
  expect(await told(`${S}, ${A}`, both)).toMatchObject({ version: '2.0.1', features: first.features, breaks: 0 })
  expect(await told(`{ id: s, title: { fr: Suivi, en: Tracking } }, ${A}`, both)).toMatchObject({ version: '2.0.2' })
  const moved = await told(`${A}, ${S}`, [`${AIDE}, family: s }`, both[1]!])
  expect(moved).toMatchObject({ version: '2.0.3', breaks: 0 })
  expect(moved.features).toContain('aide,aide,,humans,2026-03-01,,s')

  // It ends, and keeps its family; a folder that is taken over has it too.
  const ended = await told(`${A}, ${S}`, [`${AIDE}, family: s }`], 'line')
  expect(ended.features).toMatch(/^simulateur,.*,2026-03-06,s$/m)

  // The day that was open is counted anew, without it.
  const anew = ended.features.replace('2026-03-06', '2026-03-05')
  expect((await told(`${A}, ${S}`, [`${AIDE}, family: s }`], 'loss')).features).toBe(anew)

  // Its family is declared no more, and then none is.
  const left = await told(A, [`${AIDE}, family: a }`])
  expect(left).toMatchObject({ breaks: 0 })
  expect(left.features).toMatch(/^simulateur,.*,2026-03-05,$/m)
  const gone = await told('', [`${AIDE} }`], 'line')
  expect(gone).toMatchObject({ version: '3.0.0', breaks: 0 })
  expect(gone.features.split('\n')[0]).toBe(header)

  // Declared again, it is of it again.
  expect((await told(`${A}, ${S}`, [`${AIDE}, family: a }`], 'line')).features).toMatch(/^simulateur,.*,2026-03-05,s$/m)
})
