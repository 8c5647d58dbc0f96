import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkState } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('later-tier')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']
const HEAD = 'publication: { url: "https://data.example.fr/" }\nsince: 2026-03-01\n'
const DAYS = '{ by: [ day, feature ] }, { by: [ month, feature ] }'
const PLAIN = `${HEAD}datasets: [ ${DAYS} ]\n`
const FOLDER = { summary: 'essai', detail: 'essai-detail' }

/** Days, months, and from 20 March on a detail of months. */
function world(protection: string) {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, '')
  const detailed = `${HEAD}datasets: [ ${DAYS}, { by: [ month, feature, device ], measures: [ requests ], ${protection} } ]\n`
  let next = 0
  return {
    detailed: () => configuredService(folder, FEATURES, detailed),
    runThrough: async (day: number): Promise<ConfiguredService> => {
      let last = configuredService(folder, FEATURES, PLAIN)
      for (; next <= day; next++) {
        appendFileSync(log, linesOf(600, START + next * DAY))
        if (next % 5 !== 4 && next !== day) continue
        last = configuredService(folder, FEATURES, next < 19 ? PLAIN : detailed)
        await last.run(next + 0.9)
      }
      return last
    },
  }
}

function read({ output }: ConfiguredService, tier: keyof typeof FOLDER, file: string): string {
  return readFileSync(join(output, FOLDER[tier], file), 'utf8')
}

function isMade({ output }: ConfiguredService, tier: keyof typeof FOLDER): boolean {
  return existsSync(join(output, FOLDER[tier]))
}

async function expectSound({ output, configuration }: ConfiguredService): Promise<void> {
  expect(findingsIn(output)).toEqual([])
  expect((await checkState(configuration)).problems).toEqual([])
}

describe.each([{ protection: 'protection: exact, accept_risk: true' }, { protection: 'protection: cell-key' }])(
  'a detail that comes later, with $protection',
  ({ protection }) => {
    it('has no folder before its first row', async () => {
      const service = await world(protection).runThrough(40)
      expect([isMade(service, 'summary'), isMade(service, 'detail')]).toEqual([true, false])
      expect(read(service, 'summary', 'datapackage.json')).not.toContain('otherFolder')
      await expectSound(service)
    })

    it('tells of its own days, and since when it is there', async () => {
      const { runThrough } = world(protection)
      const service = await runThrough(98)
      const json: unknown = JSON.parse(read(service, 'detail', 'datapackage.json'))
      expect(json).toMatchObject({
        comptage: {
          span: { from: '2026-04-01', to: '2026-05-31' },
          sharedSpan: { from: '2026-03-01', to: '2026-06-04' },
        },
      })
      expect(read(service, 'summary', 'datapackage.json')).not.toContain('sharedSpan')
      expect(read(service, 'detail', 'LISEZMOI.md')).toContain('Du 1er avril 2026 au 31 mai 2026, dates')
      expect(read(service, 'summary', 'README.md')).toContain('1 March 2026 to 4 June 2026')
      const graph = read(service, 'detail', 'dcat.jsonld').replaceAll(/\s+/g, ' ')
      expect(graph).toContain('"dct:issued": { "@value": "2026-05-04"')
      expect(graph).toContain('"dcat:startDate": { "@value": "2026-04-01"')
      expect(graph).toContain('"dcat:endDate": { "@value": "2026-05-31"')
      expect(read(service, 'summary', 'dcat.jsonld')).toContain('2026-03-05')
      expect(read(service, 'detail', 'index.html')).toContain('"temporalCoverage":"2026-04-01/2026-05-31"')
      await expectSound(service)
    })

    it('is taken over, with a folder or before it has one', async () => {
      for (const day of [40, 98]) {
        const { runThrough, detailed } = world(protection)
        const { output } = await runThrough(day)
        renameSync(join(output, '..', 'state'), join(output, '..', `state-${day}`))
        const service = detailed()
        await service.run(day + 0.95, { adopt: output })
        await expectSound(service)
      }
    })
  },
)
