import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

const TIME = 'time'
const POLL_MS = 50
// Certificates that a machine names in addition are read by each Node that starts: 40 ms for the usual 140, of comptage and of `node -e 0`.
const ENVIRONMENT = { ...process.env }
delete ENVIRONMENT.NODE_EXTRA_CA_CERTS
// GNU time tells what the kernel counted; that of macOS has other options, so there `ps` is asked, for the memory alone.
export const hasGnuTime = spawnSync(TIME, ['-v', 'true']).status === 0

export function isInstalled(tool) {
  return spawnSync('which', [tool]).status === 0
}

/**
 * Runs a program to its end, its output thrown away.
 *
 * @param command program and arguments
 * @param from a program and its argument, whose output is the program's stdin; it is not measured, but waited for
 * @param feed called with the program's stdin, if it reads one
 * @returns wall time and processor time in seconds (NaN where unknown), peak resident memory in MiB
 */
export async function measure(command, { env = ENVIRONMENT, from, feed } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'comptage-bench-'))
  const meter = hasGnuTime ? gnuTime(join(folder, 'time.txt')) : psPoll()
  try {
    const begin = performance.now()
    await runToEnd(behind(from, [...meter.prefix, ...command]), { env, feed, meter })
    return { seconds: (performance.now() - begin) / 1000, ...meter.read() }
  } finally {
    meter.stop?.()
    rmSync(folder, { recursive: true })
  }
}

/** By a shell: what Node calls a pipe is a socket, which holds three times as much. */
function behind(from, command) {
  return from === undefined ? command : ['sh', '-c', '"$1" "$2" | { shift 2; exec "$@"; }', 'sh', ...from, ...command]
}

async function runToEnd(command, { env, feed, meter }) {
  const [program, ...args] = command
  const child = spawn(program, args, { env, stdio: [feed === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'] })
  meter.start?.(child.pid)
  const errors = []
  child.stderr.on('data', (bytes) => errors.push(bytes))
  // A program that gives up closes its stdin; what it says about it is worth more than a broken pipe.
  const feeding = Promise.resolve(feed?.(child.stdin)).catch((error) => error)
  const [[code], feedError] = await Promise.all([once(child, 'close'), feeding])
  if (code !== 0) throw new Error(`${command.join(' ')}: exit code ${code}\n${Buffer.concat(errors).toString()}`)
  if (feedError !== undefined) throw feedError
}

function gnuTime(report) {
  return {
    prefix: [TIME, '-v', '-o', report],
    read() {
      const text = readFileSync(report, 'utf8')
      const figure = (label) => Number(text.split(`${label}: `)[1]?.split('\n')[0])
      return {
        cpuSeconds: figure('User time (seconds)') + figure('System time (seconds)'),
        peakMiB: figure('Maximum resident set size (kbytes)') / 1024,
      }
    },
  }
}

function psPoll() {
  let peakKiB = 0
  let timer
  return {
    prefix: [],
    start(pid) {
      timer = setInterval(() => {
        try {
          const ps = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
          peakKiB = Math.max(peakKiB, Number(ps))
        } catch {
          // The program ended between two looks.
        }
      }, POLL_MS)
    },
    stop: () => clearInterval(timer),
    read: () => ({ cpuSeconds: NaN, peakMiB: peakKiB / 1024 }),
  }
}
