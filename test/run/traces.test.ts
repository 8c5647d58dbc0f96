import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { refuseAhead } from '../../src/pipeline/run/refused-run.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { refusal } from './refusal.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('traces')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']
const ADDRESS = 'since: 2026-03-01\npublication: { url: "https://data.example.fr/" }\n'
const TWO_TIERS = 'datasets: [ { by: [ day, feature ] }, { by: [ day, feature, device ], measures: [ requests ] } ]\n'

/** A service that has published two versions, the state of the first beside that of the second. */
async function publishedTwice(folder: string, datasets: string): Promise<ConfiguredService> {
  const service = configuredService(folder, FEATURES, ADDRESS + datasets)
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs/access.log')
  for (const [name, from, to] of [
    ['older', 0, 8],
    ['newer', 9, 13],
  ] as const) {
    for (let day = from; day <= to; day += 1) appendFileSync(log, linesOf(60, START + day * DAY))
    await service.run(to + 1)
    cpSync(join(folder, 'state'), join(folder, name), { recursive: true })
    cpSync(service.output, join(folder, `of-${name}`), { recursive: true })
  }
  return service
}

const TELLING = ['datapackage.json', 'latest.json', 'dcat.jsonld', 'CHANGELOG.md']
const DAMAGES: readonly ((path: string) => void)[] = [
  () => undefined,
  (path) => rmSync(path),
  (path) => writeFileSync(path, readFileSync(path).subarray(40, 90)),
  (path) => writeFileSync(path, ''),
]

/** Every way in which each of the files is whole, missing, garbled or empty. */
const EVERY = Array.from({ length: DAMAGES.length ** TELLING.length }, (_, n) =>
  TELLING.map((file, i) => ({ file, damage: Math.floor(n / DAMAGES.length ** i) % DAMAGES.length })),
)

describe.each([
  { tiers: 'one tier', datasets: DAYS, folders: ['essai'] },
  { tiers: 'two tiers', datasets: TWO_TIERS, folders: ['essai', 'essai-detail'] },
])('a folder of $tiers of which files are damaged', ({ datasets, folders }) => {
  let place = ''
  let service: ConfiguredService | undefined
  beforeAll(async () => {
    place = fresh()
    service = await publishedTwice(place, datasets)
  })

  it.each([
    { name: 'older', stands: 'of-newer', whole: 'OUTPUT_AHEAD' },
    { name: 'newer', stands: 'of-newer', whole: undefined },
    { name: 'newer', stands: 'of-older', whole: undefined },
  ])('$stands tells the $name state whose it is, as long as one file tells', async ({ name, stands, whole }) => {
    const state = await openState(join(place, name), 'read')
    const output = join(place, `${stands}-${name}`)
    for (const folder of folders) {
      mkdirSync(join(output, folder, 'data'), { recursive: true })
      writeFileSync(join(output, folder, 'data/day-feature.csv'), '')
    }
    const found = EVERY.map((damaged) => {
      const tells = folders.map((folder) =>
        damaged.map(({ file, damage }) => {
          const from = join(place, stands, folder, file)
          if (!existsSync(from)) return false
          const to = join(output, folder, file)
          cpSync(from, to)
          DAMAGES[damage]?.(to)
          return damage === 0
        }),
      )
      const expected = tells.every((files) => files.includes(true)) ? whole : 'OUTPUT_AHEAD'
      return { damaged, expected, found: codeOf(() => refuseAhead(state, output, 'essai')) }
    })
    state.close()
    expect(found).toHaveLength(256)
    expect(found.filter((one) => one.found !== one.expected)).toEqual([])
  })

  it('is never written over by a state that is older, and by its own mended', async () => {
    if (service === undefined) throw new Error('no service')
    const description = join(service.output, 'essai/datapackage.json')
    const before = readFileSync(description, 'utf8')
    const asState = (name: string): void => {
      rmSync(join(place, 'state'), { recursive: true })
      cpSync(join(place, name), join(place, 'state'), { recursive: true })
    }
    rmSync(description)
    asState('older')
    expect(await refusal(service.run(14.1))).toMatchObject({ code: 'OUTPUT_AHEAD', version: '1.1.0' })
    expect(existsSync(description)).toBe(false)
    asState('newer')
    await service.run(14.1)
    expect(readFileSync(description, 'utf8')).toBe(before)
    for (const folder of folders)
      for (const file of TELLING) rmSync(join(service.output, folder, file), { force: true })
    expect(await refusal(service.run(14.2))).toEqual({ code: 'OUTPUT_AHEAD', folder: join(service.output, 'essai') })
    for (const folder of folders) rmSync(join(service.output, folder), { recursive: true })
    await service.run(14.3)
    expect(readFileSync(description, 'utf8')).toBe(before)
  })

  it('says nothing once its tables are gone', async () => {
    const output = service?.output ?? ''
    const state = await openState(join(place, 'newer'), 'read')
    for (const folder of folders)
      for (const name of readdirSync(join(output, folder)))
        if (name !== 'README.md') rmSync(join(output, folder, name), { recursive: true })
    expect(codeOf(() => refuseAhead(state, output, 'essai'))).toBe(undefined)
    state.close()
  })
})

function codeOf(act: () => void): string | undefined {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]?.code
    throw error
  }
  return undefined
}
