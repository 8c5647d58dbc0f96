import {
  chmodSync,
  chownSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { has } from '../machine.js'
import { combinedLine, filesBelow, FIREFOX, runComptage, testFolder } from './run-comptage.ts'

const folders = testFolder('noise')

const NOBODY = 65_534

const CONFIG = `service: { name: Essai, hosts: [ www.example.fr ] }
language: en
features: [{ id: simulateur, match: [ /simulateur ] }, { id: aide, match: [ /aide ] }]
state: state
datasets:
  - by: [ day, feature ]
  - by: [ day, feature, device ]
`
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile/15E1 Safari/604.1'

/** A week of use by two devices. Whole are the second day and the two after it: lines may come for two days more. */
const LOG = [9, 10, 11, 12, 13, 14, 15]
  .flatMap((day) =>
    ['simulateur', 'aide'].flatMap((page, p) =>
      [FIREFOX, PHONE].map((agent, a) =>
        combinedLine({
          time: `${String(day).padStart(2, '0')}/Mar/2026:12:00:00 +0100`,
          request: `GET /${page}?nom=LEAK HTTP/1.1`,
          agent,
        }).repeat(40 + 3 * day + 20 * p + 9 * a),
      ),
    ),
  )
  .join('')

function fresh(): string {
  return folders.fresh({ 'comptage.yaml': CONFIG, 'access.log': LOG })
}

const COUNT_INTO = ['count', 'access.log', '--format', 'combined', '-o', 'open-data']
const COUNT = ['count', 'access.log', '--format', 'combined', '--quiet']

async function key(cwd: string): Promise<void> {
  expect((await runComptage(['state', 'key', '--quiet'], { cwd })).code).toBe(0)
}

describe('comptage state key', () => {
  it('makes 32 bytes for its owner alone, says where, and never what', async () => {
    const cwd = fresh()
    const run = await runComptage(['state', 'key'], { cwd })
    const path = join(cwd, 'state/noise.key')
    expect([run.code, run.stdout, run.stderr]).toEqual([0, `${path}: made; keep a copy in a safe place\n`, ''])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path)).toHaveLength(32)
  })

  it('needs no configuration where --state says the folder, and keeps to one that is there', async () => {
    const cwd = fresh()
    writeFileSync(join(cwd, 'comptage.yaml'), `${CONFIG}output: open-data\n`)
    const inOutput = await runComptage(['state', 'key', '--state', 'open-data/state'], { cwd })
    rmSync(join(cwd, 'comptage.yaml'))
    expect((await runComptage(['state', 'key'], { cwd })).code).toBe(78)
    const { code, stdout } = await runComptage(['state', 'key', '--state', 'apart'], { cwd })
    expect([code, stdout]).toEqual([0, `${join(cwd, 'apart/noise.key')}: made; keep a copy in a safe place\n`])
    expect(inOutput.stderr).toContain('open-data')
  })

  it('leaves the key that is there as it is', async () => {
    const cwd = fresh()
    await key(cwd)
    const before = readFileSync(join(cwd, 'state/noise.key'))
    const run = await runComptage(['state', 'key'], { cwd })
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('is there already, and stays as it is')
    expect(readFileSync(join(cwd, 'state/noise.key'))).toEqual(before)
  })
})

describe('comptage count, of a table with noise', () => {
  it('gives the same bytes each time, with noise in them', async () => {
    const cwd = fresh()
    await key(cwd)
    const first = await runComptage([...COUNT, '-o', 'first'], { cwd })
    expect([first.code, first.stdout, first.stderr]).toEqual([0, '', ''])
    await runComptage([...COUNT, '-o', 'second'], { cwd })
    const files = filesBelow(join(cwd, 'first'))
    expect(filesBelow(join(cwd, 'second'))).toEqual(files)

    const csv = files['essai-detail/data/day-feature-device.csv']!
    const shown = csv.split('\n').flatMap((line) => {
      const [day = '', feature = '', device = '', requests = ''] = line.split(',')
      const truth = 40 + 3 * Number(day.slice(-2)) + 20 * Number(feature === 'aide') + 9 * Number(device === 'mobile')
      return /^(?:desktop|mobile)$/.test(device) ? [Number(requests) - truth] : []
    })
    // Three whole days, two features, two devices: each off by 5 at most, and not all by nothing.
    expect(shown).toHaveLength(12)
    expect(Math.max(...shown.map(Math.abs))).toBeLessThanOrEqual(5)
    expect(new Set(shown).size).toBeGreaterThan(1)
    // The secret is nowhere in what is published.
    const secret = readFileSync(join(cwd, 'state/noise.key'))
    for (const text of Object.values(files))
      for (const form of ['latin1', 'hex', 'base64'] as const) expect(text).not.toContain(secret.toString(form))
  })

  const isRoot = process.getuid?.() === 0

  it.skipIf(isRoot && !has('nobody'))('takes a key of before in a folder that it may not write to', async () => {
    const cwd = fresh()
    const state = join(cwd, 'state')
    await key(cwd)
    rmSync(join(state, 'noise.service'))
    for (const folder of [join(cwd, '..'), cwd, state]) chmodSync(folder, 0o555)
    if (isRoot) chownSync(join(state, 'noise.key'), NOBODY, NOBODY)
    const run = await runComptage(COUNT, { cwd, ...(isRoot && { uid: NOBODY }) })
    expect([run.code, run.stderr]).toEqual([0, ''])
    expect(readdirSync(state)).toEqual(['noise.key'])
    for (const folder of [join(cwd, '..'), cwd, state]) chmodSync(folder, 0o755)
    // Whoever may write notes whose it is.
    expect((await runComptage(COUNT, { cwd })).code).toBe(0)
    expect(readFileSync(join(state, 'noise.service'), 'utf8')).toBe('essai\n')
  })

  it('stops where the key is lost, and writes nothing; with its copy it goes on as before', async () => {
    const cwd = fresh()
    await key(cwd)
    const [path, copy] = [join(cwd, 'state/noise.key'), join(cwd, 'copy.key')]
    const before = await runComptage([...COUNT, '--dataset', 'day-feature-device'], { cwd })
    renameSync(path, copy)
    const lost = await runComptage([...COUNT, '-o', 'out'], { cwd })
    expect([lost.code, lost.stdout]).toEqual([78, ''])
    expect(lost.stderr).toContain(`comptage state key --state ${join(cwd, 'state')}`)
    expect(lost.stderr).toContain(path)
    expect(Object.keys(filesBelow(cwd))).toEqual(['access.log', 'comptage.yaml', 'copy.key', 'state/noise.service'])

    copyFileSync(copy, path)
    expect(await runComptage([...COUNT, '--dataset', 'day-feature-device'], { cwd })).toEqual(before)
    writeFileSync(path, Buffer.alloc(32, 1))
    const other = await runComptage([...COUNT, '--dataset', 'day-feature-device'], { cwd })
    expect(other.code).toBe(0)
    expect(other.stdout).not.toBe(before.stdout)
  })
})

describe('comptage check --utility', () => {
  it('says what is left of each table, and writes nothing', async () => {
    const cwd = fresh()
    await key(cwd)
    const before = filesBelow(cwd)
    const args = ['check', 'access.log', '--format', 'combined', '--utility']
    const { code, stdout } = await runComptage(args, { cwd })
    expect(code).toBe(0)
    const [, left = ''] = stdout.split('What protection leaves\n')
    const cells = left.split('\n').map((line) => line.trim().split(/ {2,}/))
    expect(cells.slice(0, 2).map(([name, ...figures]) => [name, figures.length])).toEqual([
      ['name', 6],
      ['day-feature', 6],
    ])
    expect(cells[1]).toEqual(['day-feature', '100.0 %', '100.0 %', '0.0 %', '0.0 %', '1.00', '0.00'])
    // Two of seven classes of device: the figures are all there, and a little off.
    expect(cells[2]?.slice(0, 3)).toEqual(['day-feature-device', '100.0 %', '28.6 %'])
    expect(cells[2]?.[4]).not.toBe('0.0 %')
    expect(filesBelow(cwd)).toEqual(before)
  })
})

describe('comptage count -o over a folder with noise', () => {
  it('says that noise is drawn anew where a table with noise was added, or another took its place, and only then', async () => {
    const cwd = fresh()
    await key(cwd)
    const count = async (...options: string[]): Promise<string> => {
      const run = await runComptage([...COUNT_INTO, ...options], { cwd })
      expect(run.code).toBe(0)
      return run.stderr
    }
    expect(await count()).not.toContain('drawn anew')
    expect(await count()).not.toContain('drawn anew')
    writeFileSync(join(cwd, 'comptage.yaml'), `${CONFIG}  - by: [ day, feature, os ]\n`)
    expect((await runComptage(COUNT_INTO, { cwd })).stderr).toContain('cut in another way')
    expect(await count('--cut-anew')).toContain(
      'every figure with noise was drawn anew: a request is part of 2 of them, and was of 1',
    )
    expect(await count()).not.toContain('drawn anew')
    // As many figures of a request as before, and others.
    writeFileSync(join(cwd, 'comptage.yaml'), `${CONFIG}  - by: [ day, feature, browser ]\n`)
    expect(await count('--cut-anew')).toContain(
      'figures with noise were drawn anew: the configuration cuts them otherwise',
    )
    expect(await count()).not.toContain('drawn anew')
  })
})
