import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Sqlite } from '../sqlite.ts'
import { describe, expect, it } from 'vitest'
import { runComptage, testFolder } from '../cli/run-comptage.ts'
import { expectBalance } from './balance.ts'
import { chooseKills, MAY_TRACE, runKilled } from './killed-run.ts'
import { linesOf } from './lines-of.ts'
import { serviceOf } from './service-of.ts'
import { openReader } from './snapshots.ts'

const KILLS = Number(process.env['COMPTAGE_KILLS'] ?? 40)
const LANES = 2
const LINES = 40
const MINUTE = 60_000
const DAY = 86_400_000
const DAYS = 60
/** With an address there is a catalogue too. */
const LISTED = 'publication: { url: "https://data.example.fr/" }\n'

const { fresh } = testFolder('killed')
describe(`a run that is killed, ${MAY_TRACE ? 'at any system call' : 'at any time'}`, () => {
  it.concurrent.each(Array.from({ length: LANES }, (_, lane) => lane + 1))(
    `loses no line, counts none twice, and shows no files of two versions: ${KILLS / LANES} kills, lane %i`,
    (lane) => expectWhole(lane, Math.ceil(KILLS / LANES)),
    120_000 + KILLS * 4000,
  )
})

async function expectWhole(lane: number, wanted: number): Promise<void> {
  const folder = fresh()
  const service = serviceOf(folder, undefined, 'combined', LISTED)
  const reader = openReader(service.output, join(fresh(), 'seen'))
  mkdirSync(join(folder, 'logs'))
  const live = join(folder, 'logs/access.log')
  const start = Date.now() - (DAYS + 4) * DAY
  const kills = chooseKills(randomOf(20261125 + lane))
  let [written, killed, runs, at] = ['', 0, 0, start]
  while (killed < wanted) {
    // Never back over a midnight: lines of a day that has closed are late, where the run before was not killed.
    at = Math.max(at + LINES * MINUTE, start + (killed * DAYS * DAY) / wanted)
    const lines = linesOf(LINES, at)
    written += lines
    appendFileSync(live, lines)
    if (runs % 5 === 4) rotate(join(folder, 'logs'), runs)
    const point = kills.next()
    const wasKilled = await reader.lookDuring(runKilled(folder, point))
    kills.learn(point, wasKilled)
    if (wasKilled) killed += 1
    runs += 1
    // A kill that never comes proves nothing.
    expect(runs).toBeLessThan(wanted * 2 + 20)
    expectIntact(service.state)
  }
  expect(await runComptage(['run'], { cwd: folder })).toMatchObject({ code: 0, stdout: '', stderr: '' })
  reader.look()
  // Else nobody looked at versions that change.
  expect(reader.seen()).toBeGreaterThan(wanted / 10)
  expect(expectBalance(service.state)).toBe(written.split('\n').length - 1)
  expect(leftovers(folder)).toEqual([])
  expectHashes(join(service.output, 'essai'))

  const batch = serviceOf(fresh(), undefined, 'combined', LISTED)
  mkdirSync(join(batch.state, '../logs'))
  writeFileSync(join(batch.state, '../logs/access.log'), written)
  await batch.run()
  expect(service.figures()).toEqual(batch.figures())
}

// Without a generator of its own a failure could not be repeated.
function randomOf(start: number): (below: number) => number {
  let seed = start
  return (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((seed / 0x80000000) * below)
  }
}

function rotate(logs: string, turn: number): void {
  const live = join(logs, 'access.log')
  const archived = join(logs, `access.log-${20260000 + turn}`)
  renameSync(live, archived)
  writeFileSync(live, '')
  if (turn % 2 === 0) return
  writeFileSync(`${archived}.gz`, gzipSync(readFileSync(archived)))
  rmSync(archived)
}

/** After every kill: the database is sound, and every line consumed has one fate. */
function expectIntact(state: string): void {
  const path = join(state, 'state.db')
  if (!existsSync(path)) return
  const db = new Sqlite(path)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  expectBalance(state)
}

function leftovers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tmp$|-journal$|\.next$|\.last$/.test(name),
  )
}

/** What the folder says of its files. */
function expectHashes(folder: string): void {
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')
  expect(sums.length).toBeGreaterThan(5)
  for (const line of sums) {
    const [hash, path = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
      path,
    ).toBe(hash)
  }
}
