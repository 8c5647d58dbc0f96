import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { combinedLine, ROOT, testFolder } from '../cli/run-comptage.ts'
import { mainInProcess } from '../cli/main-in-process.ts'
import { demoService, tinyService } from '../publish/standards/services.ts'
import { DAY_FEATURE } from '../publish/example-publication.ts'
import { serviceOf } from '../run/service-of.ts'
import { Copy, ofThisVersion, publishTo, seal, servicePublished } from './published.ts'

const { fresh } = testFolder('verify')

describe('verify, of a folder as it was published', () => {
  it.each([
    { why: 'a summary of days alone', publication: () => servicePublished({ specs: [DAY_FEATURE] }) },
    { why: 'one feature and one day, in English', publication: tinyService },
    { why: 'the demonstration', publication: demoService },
  ])('finds nothing: $why', async ({ publication }) => {
    const folder = await publishTo(fresh(), ofThisVersion(await publication()))
    expect(verifyFolder({ folder })).toMatchObject({ findings: [], dataset: { isOurs: true } })
  })

  it('finds nothing in what run publishes, day by day, with a gap and a revision', async () => {
    const root = fresh()
    const service = serviceOf(root, DATASETS)
    mkdirSync(join(root, 'logs'))
    for (const [name, day, hours] of RUNS) {
      appendFileSync(join(root, 'logs/access.log'), linesOf(day))
      await service.run({ now: () => Date.UTC(2026, 2, day) + 3_600_000 * hours })
      const folder = join(service.output, 'essai')
      if (existsSync(folder)) expect([name, verifyFolder({ folder }).findings]).toEqual([name, []])
    }
    expect(existsSync(join(service.output, 'essai'))).toBe(true)
  })
})

const DATASETS = `datasets:
  - { by: [ day, feature ] }
  - { by: [ month, feature ] }
`

/** A day, and how many hours after its midnight the run takes place. */
const RUNS = [
  ['first', 1, 24],
  ['second', 5, 24],
  ['third', 6, 80],
  ['fourth', 12, 90],
] as const

function linesOf(day: number): string {
  return Array.from({ length: 40 }, (_, n) =>
    combinedLine({
      time: `${String(day).padStart(2, '0')}/Mar/2026:${String(n % 24).padStart(2, '0')}:00:00 +0000`,
      request: `GET /${n % 3 === 0 ? 'aide' : 'simulateur'} HTTP/1.1`,
    }),
  ).join('')
}

describe('verify, of a folder that is not as it was published', async () => {
  const clean = fresh()
  await publishTo(clean, servicePublished())

  it.each([
    { code: 'CHECKSUM_DIFFERS', change: (copy: Copy) => copy.edit(`${S}/README.md`, '.', '!') },
    { code: 'BYTES_DIFFER', change: (copy: Copy) => copy.set(`${S}/datapackage.json`, 'resources.0.bytes', 5) },
    {
      code: 'HASH_DIFFERS',
      change: (copy: Copy) => copy.set(`${S}/datapackage.json`, 'resources.0.hash', `sha256:${'0'.repeat(64)}`),
    },
    { code: 'SUMS_LINE', change: (copy: Copy) => copy.edit(`${S}/SHA256SUMS`, '  README.md', '  ../README.md') },
    {
      code: 'SUMS_ORDER',
      change: (copy: Copy) =>
        copy.write(`${S}/SHA256SUMS`, copy.read(`${S}/SHA256SUMS`).trimEnd().split('\n').reverse().join('\n') + '\n'),
    },
    {
      code: 'SUMS_UNLISTED',
      change: (copy: Copy) =>
        copy.write(`${S}/SHA256SUMS`, copy.read(`${S}/SHA256SUMS`).split('\n').slice(1).join('\n')),
    },
    { code: 'SUMS_ABSENT', change: (copy: Copy) => copy.edit(`${S}/SHA256SUMS`, 'README.md', 'READ.md') },
    { code: 'FILE_MISSING', change: (copy: Copy) => rmSync(copy.path(`${S}/SHA256SUMS`)) },
  ])('finds $code', ({ code, change }) => {
    const copy = new Copy(clean, fresh())
    change(copy)
    expect(verifyFolder({ folder: copy.path(S) }).findings.map((finding) => finding.code)).toContain(code)
  })

  it('finds a 95th percentile below the median of its row, and says what it is at least', async () => {
    const timed = { ...DAY_FEATURE, measures: ['requests', 'duration_p50', 'duration_p95'] } as const
    const output = fresh()
    await publishTo(output, servicePublished({ specs: [timed] }))
    const copy = new Copy(output, fresh())
    const found = (durations: string) => {
      copy.edit(`${S}/data/day-feature.csv`, /^2026-01-20,aide,100,\d*,\d*$/m, `2026-01-20,aide,100,${durations}`)
      seal(copy)
      return verifyFolder({ folder: copy.path(S) }).findings.filter(({ code }) => code === 'QUANTILES_CROSS')
    }
    const cell = { file: 'data/day-feature.csv', line: 2, field: 'duration_p95' }
    expect(found('590,447')).toEqual([
      { code: 'QUANTILES_CROSS', ...cell, found: '447', expected: { is: 'at-least', count: 590 } },
    ])
    for (const right of ['590,590', '590,602', '590,', ',447']) expect(found(right)).toEqual([])
  })

  it('compares facts but no texts where another version made it, and says so', async () => {
    const copy = new Copy(clean, fresh())
    for (const name of [S, `${S}-detail`]) copy.set(`${name}/datapackage.json`, 'comptage.version', '0.0.9')
    copy.edit(`${S}/README.md`, 'How often', 'How many times')
    copy.set(`${S}/datapackage.json`, 'title', 'Other words')
    seal(copy)
    expect(verifyFolder({ folder: copy.path(S) })).toMatchObject({
      findings: [],
      dataset: { isOurs: false, madeWith: '0.0.9' },
    })
    const run = await mainInProcess(['verify', copy.path(S)])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toContain('0.0.9')
    copy.edit(`${S}/dcat.jsonld`, '"dcat:version": "1.0.0"', '"dcat:version": "9.9.9"')
    seal(copy)
    expect(verifyFolder({ folder: copy.path(S) }).findings).toMatchObject([
      { code: 'DCAT_DIFFERS', found: '"9.9.9"' },
      { code: 'CATALOGUE_DIFFERS' },
    ])
  })

  it('lets files for programs of an earlier version lack what came later, and nothing else', () => {
    const copy = new Copy(clean, fresh())
    const found = () => {
      seal(copy)
      return verifyFolder({ folder: copy.path(S) }).findings.map(({ code, ...more }) => [
        code,
        'field' in more && more.field,
      ])
    }
    copy.edit(`${S}/latest.json`, '"$schema":"latest.schema.json",', '')
    expect(found()).toEqual([['PROGRAM_FILE_DIFFERS', '$schema']])
    copy.edit(`${S}/latest.schema.json`, '2020-12', '2019-09')
    for (const name of [S, `${S}-detail`]) copy.set(`${name}/datapackage.json`, 'comptage.version', '0.0.9')
    expect(found()).toEqual([])
    copy.edit(`${S}/latest.json`, '"threshold":', '"later":1,"threshold":')
    expect(found()).toEqual([['PROGRAM_FILE_DIFFERS', 'later']])
    copy.edit(`${S}/latest.json`, '"later":1,', '')
    copy.edit(`${S}/latest.json`, /,\{"id":(?!.*\{"id":).*\}\]/, ']')
    expect(found()).toMatchObject([['PROGRAM_FILE_DIFFERS', expect.stringMatching(/^features\.\d+$/)]])
  })

  it('finds one changed figure of a Parquet file, by this version, and one that is gone', async () => {
    const sample = { change: { hasParquet: true } } as const
    const output = fresh()
    const folder = await publishTo(output, servicePublished(sample))
    expect(verifyFolder({ folder }).findings).toEqual([])
    const copy = new Copy(output, fresh())
    const other = await publishTo(
      fresh(),
      servicePublished({ ...sample, uses: (n, date) => (n === 0 && date === 9 ? 151 : 150) }),
    )
    for (const name of ['data/day-feature.parquet', 'data/month-feature.parquet', 'data/quality.parquet']) {
      copy.write(`${S}/${name}`, readFileSync(join(other, name)))
      seal(copy)
      expect(verifyFolder({ folder: copy.path(S) }).findings).toEqual([{ code: 'PARQUET_DIFFERS', file: name }])
      copy.restore()
    }
    rmSync(copy.path(`${S}/data/gaps.parquet`))
    seal(copy)
    expect(verifyFolder({ folder: copy.path(S) }).findings).toEqual([
      { code: 'FILE_MISSING', file: 'data/gaps.parquet' },
      ...['index.en.html', 'index.html'].map((file): unknown =>
        expect.objectContaining({ code: 'LINK_BROKEN', file, found: 'data/gaps.parquet' }),
      ),
    ])
    copy.restore()
    copy.write(`${S}/data/day-feature.parquet`, readFileSync(join(other, 'data/day-feature.parquet')))
    copy.set(`${S}/datapackage.json`, 'comptage.version', '0.0.9')
    seal(copy)
    expect(verifyFolder({ folder: copy.path(S) }).findings).not.toContainEqual(
      expect.objectContaining({ code: 'PARQUET_DIFFERS' }),
    )
  })

  it('shows nothing raw that could command a terminal', async () => {
    const copy = new Copy(clean, fresh())
    copy.write(`${S}/a\u001b[2Jb`, 'x')
    copy.edit(`${S}/data/day-feature.csv`, ',aide,', ',\u001b[31maide,')
    copy.set(`${S}/datapackage.json`, 'comptage.\u001b]0;x', '\u0007')
    // JSON escapes neither of these by itself.
    copy.set(`${S}/datapackage.json`, 'comptage.version', '0.1\u009b2J\u202e')
    for (const args of [[], ['--json']]) {
      const run = await mainInProcess(['verify', copy.path(S), ...args])
      expect(run.code).toBe(65)
      expect(run.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u)
      expect(run.stdout).toContain('u{1b}')
    }
  })

  it('tells a finding twenty times, then counts', () => {
    const copy = new Copy(clean, fresh())
    const path = `${S}/data/day-feature.csv`
    copy.write(path, copy.read(path).replaceAll(',rare,,,', ',rare,3,,'))
    const { findings, more } = verifyFolder({ folder: copy.path(S) })
    expect(findings.filter(({ code }) => code === 'COUNT_BELOW_THRESHOLD')).toHaveLength(20)
    expect(more).toBeGreaterThan(10)
  })

  it('follows no link to the description, and ends with 66 where there is none', async () => {
    const folder = fresh()
    expect((await mainInProcess(['verify', folder])).code).toBe(66)
    symlinkSync('/etc/hostname', join(folder, 'datapackage.json'))
    expect(verifyFolder({ folder }).findings.map(({ code }) => code)).toEqual(['FILE_NOT_REGULAR', 'FILE_MISSING'])
  })
})

const S = 'mes-demarches'

describe('verify --config', () => {
  const fixture = join(ROOT, 'fixtures/exact-detail')
  const read = (text: string) => readConfiguration(text, 'comptage.yaml', { folder: fixture }).configuration!
  const yaml = readFileSync(join(fixture, 'comptage.yaml'), 'utf8')
  const folder = join(fixture, 'expected/demarches')

  it('finds nothing beside the configuration that made it', () => {
    expect(verifyFolder({ folder, configuration: read(yaml) }).findings).toEqual([])
  })

  it('finds words that do not stand in it', async () => {
    const root = fresh()
    const other = yaml.replace(/id: simulateur/, 'id: simulation')
    expect(other).not.toBe(yaml)
    writeFileSync(join(root, 'comptage.yaml'), other)
    const run = await mainInProcess(['verify', folder, '--config', join(root, 'comptage.yaml'), '--json'])
    const { findings } = JSON.parse(run.stdout) as { findings: readonly object[] }
    expect(run.code).toBe(65)
    expect(findings).toMatchObject([{ code: 'CONFIG_WORD', field: 'comptage.features.1' }])
  })
})
