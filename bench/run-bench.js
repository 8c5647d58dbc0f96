// Counts the same logs with comptage, mawk and what else is installed, in turns, compares the medians, and writes them to RESULTS.md.
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { AWK_COMBINED, AWK_JSON, COMPTAGE, count } from './cases.js'
import { HOSTILE } from './lines.js'
import { LOG, logOf, makeLog, tenfoldOf } from './make-log.js'
import { isInstalled, measure } from './measure.js'
import { resultsText } from './results.js'

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url))
const OTHER_LINES = 1_000_000
const HOSTILE_LINES = 1_000_000
const NAME_WIDTH = 36
const ZCAT = ['zcat', `${LOG}.gz`]

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, json: { type: 'string' } } })
const folder = mkdtempSync(join(tmpdir(), 'comptage-bench-'))
// In the place of a folder that is not there yet. Where a folder of 156 files was removed a moment ago, ext4 takes 0.3 to 0.8 ms
// to make a file instead of 0.1: it looks for places that nobody has left within five seconds.
const ANEW = '<a new folder>'
let folders = 0
try {
  const logs = await prepare()
  const groups = groupsOf(logs).map((group) => ({ ...group, cases: group.cases.filter(isRunnable) }))
  const measured = await inTurns(groups, Number(values.rounds))
  const results = measured.map(({ log, ...group }) => ({ ...group, ...factsOf(log) }))
  const text = await resultsText(results, Number(values.rounds))
  console.log(`\n${text}`)
  writeFileSync(RESULTS, text)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
} finally {
  rmSync(folder, { recursive: true })
}

async function prepare() {
  console.log('making what logs are missing …')
  if (!existsSync(LOG)) await makeLog()
  if (!existsSync(`${LOG}.gz`) || statSync(`${LOG}.gz`).mtimeMs < statSync(LOG).mtimeMs)
    await pipeline(createReadStream(LOG), createGzip(), createWriteStream(`${LOG}.gz`))
  const logs = {
    usual: LOG,
    tenfold: await tenfoldOf(LOG),
    small: await logOf('usual', 20),
    other: await logOf('other', OTHER_LINES),
    json: await logOf('other-json', OTHER_LINES),
    'usual lines': await logOf('usual', HOSTILE_LINES),
  }
  for (const kind of HOSTILE) logs[kind] = await logOf(kind, HOSTILE_LINES)
  return Object.fromEntries(
    await Promise.all(Object.entries(logs).map(async ([name, path]) => [name, await lookAt(path)])),
  )
}

/** Also brings the file into the page cache, so that no run pays for the disk. */
async function lookAt(path) {
  let lines = 0
  for await (const chunk of createReadStream(path)) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  }
  return { path, lines, bytes: statSync(path).size }
}

function groupsOf({ usual, tenfold: long, small, other, json, ...hostile }) {
  const comptage = (log, format) => [
    // One thread that counts, as mawk has.
    { name: 'comptage, one thread', command: [...countOf(format), '--jobs', '1', log.path] },
    { name: 'comptage, two threads', command: [...countOf(format), '--jobs', '2', log.path] },
  ]
  return [
    {
      title: '`combined`',
      log: usual,
      cases: [
        ...comptage(usual),
        { name: 'mawk', command: ['mawk', AWK_COMBINED, usual.path] },
        goaccess(usual),
        { name: 'zcat', command: ZCAT },
        { name: 'comptage, gzip, one thread', command: [...countOf(), '--jobs', '1', `${LOG}.gz`] },
        { name: 'comptage, gzip, two threads', command: [...countOf(), '--jobs', '2', `${LOG}.gz`] },
        { name: 'zcat | cat', command: ['cat'], from: ZCAT },
        { name: 'zcat | comptage', command: [...countOf(), '-'], from: ZCAT },
      ],
    },
    {
      title: '`combined` in other proportions',
      log: other,
      cases: [...comptage(other), { name: 'mawk', command: ['mawk', AWK_COMBINED, other.path] }],
    },
    {
      title: 'the same as JSON',
      log: json,
      cases: [...comptage(json, 'nginx_json'), { name: 'mawk', command: ['mawk', '-F"', AWK_JSON, json.path] }],
    },
    {
      title: 'lines that somebody made to be slow, one thread',
      log: hostile['usual lines'],
      cases: Object.entries(hostile).map(([name, { path, bytes }]) => ({
        name,
        bytes,
        command: [...countOf(), '--jobs', '1', path],
      })),
    },
    {
      title: 'a small log',
      log: small,
      cases: [
        { name: 'comptage', command: [...countOf(), small.path] },
        { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
      ],
    },
    { title: 'ten times as long', log: long, cases: comptage(long).slice(0, 1) },
  ]
}

function countOf(format) {
  return count(ANEW, format)
}

function goaccess({ path }) {
  const command = ['goaccess', path, '--log-format=COMBINED', '-o', join(folder, 'report.html'), '--no-progress']
  // Its own settings of the machine must not count.
  return { name: 'goaccess', command, env: { ...process.env, HOME: folder } }
}

function isRunnable({ name, command: [program], from = [program] }) {
  const missing = [program, from[0]].find((tool) => !isInstalled(tool))
  const isUnbuilt = program === process.execPath && !existsSync(COMPTAGE)
  if (missing !== undefined || isUnbuilt) console.log(`skipped: ${name} (${missing ?? 'bin/comptage.js'} is missing)`)
  return missing === undefined && !isUnbuilt
}

/** One round after the other, each with every case: what slows the machine for a while slows them all. */
async function inTurns(groups, rounds) {
  const runs = groups.map((group) => ({ ...group, cases: group.cases.map((one) => ({ ...one, measured: [] })) }))
  for (let round = 1; round <= rounds; round++) {
    for (const { title, cases } of runs) {
      for (const run of cases) {
        const command = run.command.map((word) => (word === ANEW ? join(folder, `open-data-${(folders += 1)}`) : word))
        const result = await measure(command, run)
        run.measured.push(result)
        console.log(`round ${round}  ${`${run.name}, ${title}`.padEnd(NAME_WIDTH * 2)}${result.seconds.toFixed(2)} s`)
      }
    }
  }
  return runs.map((group) => ({
    ...group,
    cases: group.cases.map(({ name, bytes = group.log.bytes, measured }) => ({ name, bytes, ...medians(measured) })),
  }))
}

function factsOf({ lines, bytes }) {
  return { lines, bytes }
}

function medians(measured) {
  const middle = (key) => {
    const sorted = measured.map((one) => one[key]).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)]
  }
  return { seconds: middle('seconds'), cpuSeconds: middle('cpuSeconds'), peakMiB: middle('peakMiB') }
}
