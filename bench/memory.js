// Peak memory of `comptage count` over logs in which no path, agent or referrer comes twice: of a plain file with one thread to four, then
// from a pipe, as it does by itself, plain and packed. Ten times the lines, the same memory.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { count } from './cases.js'
import { logChunks } from './lines.js'
import { makeLog } from './make-log.js'
import { isInstalled, measure } from './measure.js'

const PACKERS = { plain: undefined, gzip: 'gzip', zstd: 'zstd' }
const THREADS = [1, 2, 3, 4]

const { values } = parseArgs({ options: { lines: { type: 'string', default: '1000000' } } })
const SIZES = [Number(values.lines), 10 * Number(values.lines)]
const folder = mkdtempSync(join(tmpdir(), 'comptage-bench-'))
const command = count(join(folder, 'open-data'))
try {
  console.log('     lines                      peak MiB')
  for (const lines of SIZES) {
    const log = join(folder, 'access.log')
    await makeLog({ lines, out: log, kind: 'ever-new' })
    for (const threads of THREADS)
      tell(lines, `${threads} threads`, await measure([...command, '--jobs', String(threads), log]))
    rmSync(log)
  }
  for (const [form, packer] of Object.entries(PACKERS)) {
    if (packer !== undefined && !isInstalled(packer)) continue
    for (const lines of SIZES)
      tell(lines, `pipe, ${form}`, await measure([...command, '-'], { feed: (stdin) => feed(stdin, lines, packer) }))
  }
} finally {
  rmSync(folder, { recursive: true })
}

function tell(lines, what, { peakMiB }) {
  console.log(`${String(lines).padStart(10)}  ${what.padEnd(16)}${peakMiB.toFixed(0).padStart(12)}`)
}

async function feed(stdin, lines, packer) {
  const text = Readable.from(logChunks(lines, 'ever-new'))
  if (packer === undefined) return pipeline(text, stdin)
  const pack = spawn(packer, ['-1', '-c'], { stdio: ['pipe', 'pipe', 'inherit'] })
  await Promise.all([pipeline(text, pack.stdin), pipeline(pack.stdout, stdin)])
}
