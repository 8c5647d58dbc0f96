import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { splitOf } from '../../src/pipeline/run/close/keep-release.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService } from './service-of.ts'

const { fresh } = testFolder('splitting')

describe('splitOf', () => {
  const rows = (counts: Readonly<Record<string, number>>) => Object.entries(counts)

  it.each([
    { why: 'all fit', counts: { '2025': 30_000, '2026': 20_000 }, added: ['2026'], kind: undefined },
    {
      why: 'one row more than a file holds',
      counts: { '2025': 30_000, '2026': 20_001 },
      added: ['2026'],
      kind: 'table-split',
    },
    {
      why: 'a year alone cannot be cut',
      counts: { '2026-01': 30_000, '2026-02': 30_000 },
      added: ['2026-02'],
      kind: undefined,
    },
    {
      why: 'cut already, in the same year',
      counts: { '2025': 50_001, '2026-01': 1, '2026-02': 1 },
      added: ['2026-02'],
      kind: undefined,
    },
    {
      why: 'cut as a new year begins',
      counts: { '2025': 50_001, '2026-01': 1 },
      added: ['2026-01'],
      kind: 'table-split',
    },
    {
      why: 'cut already, and a year is over',
      counts: { '2024': 1, '2025': 50_001, '2026-01': 1 },
      added: ['2026-01'],
      kind: 'year-split',
    },
  ])('$why: $kind', ({ counts, added, kind }) => {
    const changes = splitOf('month-feature', rows(counts), new Set(added))
    expect(changes.map((change) => change.kind)).toEqual(kind === undefined ? [] : [kind])
  })
})

describe('a table that outgrows its file', () => {
  it('is cut into years: the version is major, its entry and the read-me name every file', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const features = Array.from(
      { length: 60 },
      (_, i) => `{ id: f${i}, match: [ ${i === 0 ? '/simulateur' : `/f${i}`} ] }`,
    )
    const service = configuredService(
      folder,
      features,
      'since: 2026-03-01\ndatasets: [ { by: [ day, feature ], measures: [ requests ] } ]\n',
    )
    const log = (days: number) => {
      const lines = Array.from({ length: days }, (_, day) => linesOf(1, Date.UTC(2026, 2, 1 + day)))
      writeFileSync(join(folder, 'logs', 'access.log'), lines.join(''))
    }
    log(833)
    await service.run(833.5)
    expect(textOf(service.output, 'CHANGELOG.md')).toContain('## 1.0.0')
    expect(textOf(service.output, 'README.md')).not.toContain('One file a year')
    log(840)
    await service.run(838.5)
    const changes = textOf(service.output, 'CHANGELOG.md')
    expect(changes).toContain('## 2.0.0')
    expect(changes).toContain(
      '`day-feature` has one file a year from now on: `data/day-feature-2026.csv` and `data/day-feature-2027.csv`; `data/day-feature.csv` holds the latest alone.',
    )
    const files = ['data/day-feature-2026.csv', 'data/day-feature-2027.csv', 'data/day-feature.csv']
    for (const name of ['README.md', 'LISEZMOI.md']) {
      const readers = textOf(service.output, name)
        .split('\n')
        .filter((line) => /^(?:DuckDB|pandas|R) /.test(line))
      expect(readers).toHaveLength(3)
      for (const line of readers) for (const file of files) expect(line).toContain(`'${file}'`)
      for (const file of files) expect(textOf(service.output, name)).toContain(`\`${file}\``)
    }
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  }, 120_000)
})

function textOf(output: string, path: string): string {
  return readFileSync(join(output, 'essai', path), 'utf8')
}
