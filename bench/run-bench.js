// Counts the same log with comptage, mawk and GoAccess, in turns, and compares the medians.
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { LOG, makeLog } from './make-log.js'
import { isInstalled, measure } from './measure.js'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, json: { type: 'string' } } })
const COMPTAGE = fileURLToPath(new URL('../bin/comptage.js', import.meta.url))
const CONFIG = fileURLToPath(new URL('comptage.yaml', import.meta.url))
const AWK = '{p=$7; sub(/\\?.*/,"",p); d=substr($4,2,11); c[d" "p]++} END{for(k in c) n+=c[k]; print n}'

const NAME_WIDTH = 28

const folder = mkdtempSync(join(tmpdir(), 'comptage-bench-'))
try {
  await prepare()
  const log = { bytes: statSync(LOG).size, lines: await countLines() }
  const runs = await inTurns(cases().filter(isRunnable), Number(values.rounds))
  const results = runs.map(({ name, measured }) => ({ name, ...medians(measured), measured }))
  console.log(`\n${log.lines} lines, ${(log.bytes / 1e6).toFixed(1)} MB; medians of ${values.rounds} runs\n`)
  console.log(tableOf(results, log))
  const facts = { node: process.version, platform: process.platform, cpu: cpus()[0]?.model, ...log, results }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(facts, null, 2)}\n`)
} finally {
  rmSync(folder, { recursive: true })
}

async function prepare() {
  if (!existsSync(LOG)) {
    console.log('making the log …')
    await makeLog()
  }
  if (existsSync(`${LOG}.gz`) && statSync(`${LOG}.gz`).mtimeMs >= statSync(LOG).mtimeMs) return
  console.log('compressing it …')
  await pipeline(createReadStream(LOG), createGzip(), createWriteStream(`${LOG}.gz`))
}

/** Also brings the file into the page cache, so that no run pays for the disk. */
async function countLines() {
  let lines = 0
  for await (const chunk of createReadStream(LOG)) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  }
  return lines
}

function cases() {
  const comptage = [process.execPath, COMPTAGE, 'count', '-c', CONFIG, '-o', join(folder, 'open-data')]
  const goaccess = ['goaccess', LOG, '--log-format=COMBINED', '-o', join(folder, 'report.html'), '--no-progress']
  return [
    // One thread that counts, as mawk has.
    { name: 'comptage', command: [...comptage, '--jobs', '1', LOG] },
    { name: 'comptage, two threads', command: [...comptage, LOG] },
    { name: 'mawk', command: ['mawk', AWK, LOG] },
    // Its own settings of the machine must not count.
    { name: 'goaccess', command: goaccess, env: { ...process.env, HOME: folder } },
    { name: 'zcat', command: ['zcat', `${LOG}.gz`] },
    { name: 'comptage, gzip', command: [...comptage, '--jobs', '1', `${LOG}.gz`] },
    { name: 'comptage, gzip, two threads', command: [...comptage, `${LOG}.gz`] },
    { name: 'zcat | comptage', command: [...comptage, '-'], feed: zcatInto },
  ]
}

async function zcatInto(stdin) {
  const zcat = spawn('zcat', [`${LOG}.gz`], { stdio: ['ignore', stdin, 'inherit'] })
  stdin.destroy()
  await new Promise((resolve) => zcat.on('close', resolve))
}

function isRunnable({ name, command: [program], feed }) {
  const missing = [program, ...(feed === undefined ? [] : ['zcat'])].find((tool) => !isInstalled(tool))
  const unbuilt = program === process.execPath && !existsSync(COMPTAGE)
  if (missing !== undefined || unbuilt) console.log(`skipped: ${name} (${missing ?? 'bin/comptage.js'} is missing)`)
  return missing === undefined && !unbuilt
}

/** One round after the other, each with every case: what slows the machine for a while slows them all. */
async function inTurns(list, rounds) {
  const runs = list.map((one) => ({ ...one, measured: [] }))
  for (let round = 1; round <= rounds; round++) {
    for (const run of runs) {
      const result = await measure(run.command, run)
      run.measured.push(result)
      console.log(`round ${round}  ${run.name.padEnd(NAME_WIDTH)}${result.seconds.toFixed(2)} s`)
    }
  }
  return runs
}

function medians(measured) {
  const middle = (key) => {
    const sorted = measured.map((one) => one[key]).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)]
  }
  return { seconds: middle('seconds'), cpuSeconds: middle('cpuSeconds'), peakMiB: middle('peakMiB') }
}

function tableOf(results, { lines, bytes }) {
  const timeOf = (name) => results.find((one) => one.name === name)?.seconds
  const ratio = (seconds, name) => (timeOf(name) === undefined ? '—' : (seconds / timeOf(name)).toFixed(2))
  const rows = results.map(({ name, seconds, cpuSeconds, peakMiB }) => [
    name,
    seconds.toFixed(2),
    cpuSeconds.toFixed(2),
    ((seconds * 1e6) / lines).toFixed(2),
    (bytes / 1e6 / seconds).toFixed(0),
    peakMiB.toFixed(0),
    ratio(seconds, 'mawk'),
    ratio(seconds, 'goaccess'),
    ratio(seconds, 'zcat'),
  ])
  const header = ['', 'seconds', 'cpu s', 'µs a line', 'MB/s', 'peak MiB', '÷ mawk', '÷ goaccess', '÷ zcat']
  return [header, ...rows]
    .map(([name, ...figures]) => name.padEnd(NAME_WIDTH) + figures.map((figure) => figure.padStart(12)).join(''))
    .join('\n')
}
