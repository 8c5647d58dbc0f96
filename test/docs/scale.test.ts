import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { has, type Need } from '../machine.js'
import { COMPTAGE, filesBelow, ROOT, runShell, testFolder, type Run } from '../cli/run-comptage.ts'
import { ALL_JOBS_DONE, runBash, runInRoom, SLURM, TWO_HOSTS } from './engine-rooms.ts'
import { blocksOf, page } from './pages.ts'

const { fresh } = testFolder('scale')

/** The blocks of the page, by the name in their first comment. */
const RECIPES = new Map(
  blocksOf(page('docs/scale.md')).map(({ text }) => [/^# ([\w.-]+)$/m.exec(text)?.[1] ?? '', text]),
)

const SCRIPTS = ['one-machine', 'several-machines', 'slurm', 'pipes', 'store'] as const
// A folder stands for the store.
const STORE = 'export RCLONE_CONFIG=/dev/null RCLONE_CONFIG_STORE_TYPE=alias RCLONE_CONFIG_STORE_REMOTE="$PWD/store"'
/** What a recipe finds beside itself. */
const PROGRAMS = ['tally.sbatch', 'merge.sbatch', 'tally.py', 'map.sh', 'reduce.sh']

const LOG = gunzipSync(readFileSync(join(ROOT, 'fixtures/demo/access.log.gz'))).toString('latin1')
const LINES = LOG.split('\n').slice(0, 9000)
const lines = (from: number, to: number): string => LINES.slice(from, to).join('\n') + '\n'
// An engine hands out empty ones, too.
const SHARDS = [lines(0, 4000), lines(4000, 4500), '', lines(4500, 9000)]

let oneCount: Readonly<Record<string, string>> = {}
/** Of the last shard, as an earlier try left it. */
let earlierTally = ''

beforeAll(async () => {
  const folder = serviceFolder()
  const script = 'comptage count -q -o open-data access.log && comptage tally -q --tally earlier logs/3.log.gz'
  const { code, stderr } = await runShell(script, { cwd: folder })
  expect(code, stderr).toBe(0)
  earlierTally = readFileSync(join(folder, 'earlier'), 'utf8')
  oneCount = filesBelow(join(folder, 'open-data'))
})

describe.concurrent('the engines of docs/scale.md publish what one count would', () => {
  engine('GNU parallel on one machine', ['parallel'], (folder) =>
    runBash(folder, recipe('one-machine'), pathIn(folder)),
  )

  engine('GNU parallel on two hosts', ['parallel', 'rsync', 'sshd', 'namespaces'], (folder) =>
    runInRoom(folder, TWO_HOSTS, recipe('several-machines'), pathIn(folder)),
  )

  engine('Slurm', ['slurm', 'namespaces'], (folder) => {
    mkdirSync(join(folder, 'tallies'))
    writeFileSync(join(folder, 'tallies/renamed.log.gz.tally'), earlierTally)
    return runInRoom(folder, SLURM, `${recipe('slurm')}\n${ALL_JOBS_DONE}`, pathIn(folder))
  })

  engine('Dask', ['dask'], (folder) => runBash(folder, '/usr/bin/python3 tally.py', pathIn(folder)))

  engine('the contract of Hadoop Streaming and Spark', [], (folder) => runBash(folder, recipe('pipes'), pathIn(folder)))

  engine('object storage', ['rclone'], (folder) => runBash(folder, `${STORE}\n${recipe('store')}`, pathIn(folder)))

  it.skipIf(!has('slurm') || !has('namespaces'))('Slurm reads the logs that were there when it was asked', async () => {
    const folder = serviceFolder()
    // The tasks start when a node is free.
    const busy = `scontrol update nodename=localhost state=drain reason=busy\n${recipe('slurm')}`
    const free = 'cp logs/0.log.gz logs/00.log.gz && scontrol update nodename=localhost state=resume'
    const { code, stderr } = await runInRoom(folder, SLURM, `${busy}\n${free}\n${ALL_JOBS_DONE}`, pathIn(folder))
    expect(code, stderr).toBe(0)
    expect(filesBelow(join(folder, 'open-data')), stderr).toEqual(oneCount)
  })

  it.skipIf(!has('rclone'))('a download that breaks leaves no tally', async () => {
    const folder = serviceFolder()
    const breaks = 'rclone() { command rclone "$@" || return; [ "$1" != cat ]; }'
    const { code } = await runBash(folder, `${STORE}\n${breaks}\n${recipe('store')}`, pathIn(folder))
    expect(code).toBe(1)
    expect(filesBelow(join(folder, 'tallies'))).toEqual({})
    expect(existsSync(join(folder, 'open-data'))).toBe(false)
  })

  it.skipIf(!has('rclone'))('a store that does not answer stops the sum', async () => {
    const folder = serviceFolder()
    mkdirSync(join(folder, 'tallies'))
    writeFileSync(join(folder, 'tallies/2026-03-04.tally'), earlierTally)
    const breaks = 'rclone() { [ "$3" != _SUCCESS ] && command rclone "$@"; }'
    const { code } = await runBash(folder, `${STORE}\n${breaks}\n${recipe('store')}`, pathIn(folder))
    expect(code).toBe(1)
    expect(existsSync(join(folder, 'open-data'))).toBe(false)
  })

  it('an empty split is mapped, too', async () => {
    const folder = serviceFolder()
    const script = 'sh map.sh <access.log >mapped && sh map.sh </dev/null >>mapped && sort mapped | sh reduce.sh'
    const { code, stderr } = await runBash(folder, script, pathIn(folder))
    expect(code, stderr).toBe(0)
    expect(filesBelow(join(folder, 'open-data'))).toEqual(oneCount)
  })

  it('the reducer takes a last line without its end', async () => {
    const folder = serviceFolder()
    const ends = 'head -c -1 mapped >cut; mv cut mapped'
    const { code, stderr } = await runBash(folder, recipe('pipes').replace('&&', `&& ${ends} &&`), pathIn(folder))
    expect(code, stderr).toBe(0)
    expect(filesBelow(join(folder, 'open-data'))).toEqual(oneCount)
  })

  it('and these are all recipes of the page', () => {
    expect([...RECIPES.keys()].toSorted()).toEqual([...SCRIPTS, ...PROGRAMS].toSorted())
  })
})

function engine(name: string, needs: readonly Need[], run: (folder: string) => Promise<Run>): void {
  it.skipIf(!needs.every(has))(name, async () => {
    const folder = serviceFolder()
    leaveEarlierTallies(folder)
    const { code, stderr } = await run(folder)
    expect(code, stderr).toBe(0)
    expect(filesBelow(join(folder, 'open-data'))).toEqual(oneCount)
  })

  it.skipIf(!needs.every(has))(`${name}: nothing where a shard fails`, async () => {
    const folder = serviceFolder()
    breakShard(folder)
    const { code, stderr } = await run(folder)
    // Slurm's jobs are its own matter once they are handed in.
    if (name !== 'Slurm') expect(code, stderr).not.toBe(0)
    expect(existsSync(join(folder, 'open-data')), stderr).toBe(false)
  })
}

/** Under names that a recipe might take for its own; the store's is named after its day, and stays good. */
function leaveEarlierTallies(folder: string): void {
  for (const path of ['part-9.tally', '9.tally']) writeFileSync(join(folder, path), earlierTally)
}

/** One of the archives is cut off; lines of nothing end the log, and are all that one day has. */
function breakShard(folder: string): void {
  const log = SHARDS.join('')
  const garbage = 'LEAK\n'.repeat(log.length / 5)
  writeFileSync(join(folder, 'access.log'), log + garbage)
  writeFileSync(join(folder, 'store/logs/2026-03-02/access.log'), garbage)
  const archive = gzipSync(SHARDS[1] ?? '')
  writeFileSync(join(folder, 'logs/1.log.gz'), archive.subarray(0, archive.length / 2))
}

function recipe(name: (typeof SCRIPTS)[number]): string {
  const text = RECIPES.get(name)
  if (text === undefined) throw new Error(`docs/scale.md has no recipe ${name}`)
  return text
}

/** A service with its logs, whole and in three files, as the recipes find them; `comptage` is in `bin/`. */
function serviceFolder(): string {
  const folder = fresh({
    'access.log': SHARDS.join(''),
    ...Object.fromEntries(SHARDS.map((text, shard) => [`logs/${shard}.log.gz`, gzipSync(text)])),
    ...Object.fromEntries(SHARDS.map((text, shard) => [`store/logs/2026-03-0${shard + 1}/access.log`, text])),
    ...Object.fromEntries(SHARDS.map((_, shard) => [`store/logs/2026-03-0${shard + 1}/_SUCCESS`, ''])),
    // Its writer is not done.
    'store/logs/2026-03-05/access.log': lines(0, 100),
    ...Object.fromEntries(PROGRAMS.map((file) => [file, RECIPES.get(file) ?? ''])),
    'bin/comptage': `#!/bin/sh\nexec ${process.execPath} ${COMPTAGE} "$@"\n`,
  })
  chmodSync(join(folder, 'bin/comptage'), 0o755)
  cpSync(join(ROOT, 'fixtures/demo/comptage.yaml'), join(folder, 'comptage.yaml'))
  return folder
}

function pathIn(folder: string): string {
  return `${folder}/bin:${process.env['PATH']}`
}
