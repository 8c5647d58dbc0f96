// Five gigabytes of log, `comptage run` killed half-way, and run again: what the second run reads is the rest, and the counts are those
// of one pass. The log is the same in every run, and gone afterwards.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { logChunks } from './lines.js'

const COMPTAGE = fileURLToPath(new URL('../bin/comptage.js', import.meta.url))
const CONFIG = fileURLToPath(new URL('comptage.yaml', import.meta.url))
const BYTES_A_LINE = 222
/** One stretch is 64 MiB: as much is read again at most, and a program and a state are not read for nothing. */
const MOST_MORE = 2 * 67_108_864

const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '5' } } })
const folder = mkdtempSync(join(tmpdir(), 'comptage-stretch-'))
try {
  const log = join(folder, 'logs/combined.log')
  const lines = Math.round((Number(values.gigabytes) * 1e9) / BYTES_A_LINE)
  await writeLog(log, lines)
  const { size } = statSync(log)
  writeFileSync(
    join(folder, 'comptage.yaml'),
    `${readFileSync(CONFIG, 'utf8').replace('data/', 'logs/')}state: state\n`,
  )

  const killedAt = await killAt(size / 2)
  const { stdout, seconds } = await shell('node "$COMPTAGE" run --json && cat /proc/$$/io')
  const { lines: rest, bytes } = JSON.parse(stdout.slice(0, stdout.indexOf('\nrchar')))
  const read = Number(/rchar: (\d+)/.exec(stdout)[1])
  say('log', `${lines} lines, ${size} bytes`)
  say('killed', `after ${killedAt} bytes were read`)
  say('kept', `${lines - rest} lines, ${size - bytes} bytes`)
  say('second run', `${rest} lines, ${bytes} bytes; the kernel says ${read} were read, in ${seconds.toFixed(0)} s`)
  if (bytes >= size || read > bytes + MOST_MORE) throw new Error('it did not go on where it was')

  await shell('node "$COMPTAGE" export -q --tally run.tally && node "$COMPTAGE" tally -q --tally once.tally')
  const [run, one] = ['run.tally', 'once.tally'].map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  for (const key of ['lines', 'rows']) if (!isDeepStrictEqual(run[key], one[key])) throw new Error(`other ${key}`)
  say('counts', `those of one pass: ${run.rows.length} sums, ${run.lines.length} fates of a day`)
  say('state', `${statSync(join(folder, 'state/state.db')).size} bytes`)
} finally {
  rmSync(folder, { recursive: true })
}

async function writeLog(path, lines) {
  mkdirSync(join(path, '..'))
  const file = createWriteStream(path)
  for (const chunk of logChunks(lines)) if (!file.write(chunk, 'latin1')) await once(file, 'drain')
  file.end()
  await once(file, 'close')
}

/** Kills a run, with no time for anything, once it has read so many bytes. */
async function killAt(bytes) {
  const run = spawn(process.execPath, [COMPTAGE, 'run'], { cwd: folder, stdio: 'inherit' })
  const ended = once(run, 'close')
  for (;;) {
    await sleep(20)
    if (run.exitCode !== null) throw new Error('it ended before it was killed')
    const read = Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${run.pid}/io`, 'utf8'))[1])
    if (read < bytes) continue
    run.kill('SIGKILL')
    await ended
    return read
  }
}

/** What a shell and all its children printed. What they read is added to the shell's own account when they end. */
async function shell(line) {
  const began = performance.now()
  const child = spawn('sh', ['-c', line], {
    cwd: folder,
    env: { ...process.env, COMPTAGE },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`exit ${code}`)
  return { stdout, seconds: (performance.now() - began) / 1000 }
}

function say(name, text) {
  console.log(`${name.padEnd(12)}${text}`)
}
