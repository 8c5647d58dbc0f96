// Peak memory of `comptage count` over logs in which no path, agent or referrer comes twice, with as many threads as it takes
// by itself: ten times the lines, the same memory.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { logChunks } from './lines.js'
import { isInstalled, measure } from './measure.js'

const COMPTAGE = fileURLToPath(new URL('../bin/comptage.js', import.meta.url))
const CONFIG = fileURLToPath(new URL('comptage.yaml', import.meta.url))
const SIZES = [1_000_000, 10_000_000]
const PACKERS = { plain: undefined, gzip: 'gzip', zstd: 'zstd' }

if (!existsSync(COMPTAGE)) throw new Error('bin/comptage.js is missing')
const folder = mkdtempSync(join(tmpdir(), 'comptage-bench-'))
try {
  const command = [process.execPath, COMPTAGE, 'count', '-c', CONFIG, '-o', join(folder, 'open-data'), '-']
  console.log('     lines            peak MiB')
  for (const [form, packer] of Object.entries(PACKERS)) {
    if (packer !== undefined && !isInstalled(packer)) continue
    for (const lines of SIZES) {
      const { peakMiB } = await measure(command, { feed: (stdin) => feed(stdin, lines, packer) })
      console.log(`${String(lines).padStart(10)}  ${form.padEnd(8)}${peakMiB.toFixed(0).padStart(10)}`)
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}

async function feed(stdin, lines, packer) {
  const text = Readable.from(logChunks(lines, true))
  if (packer === undefined) return pipeline(text, stdin)
  const pack = spawn(packer, ['-1', '-c'], { stdio: ['pipe', 'pipe', 'inherit'] })
  await Promise.all([pipeline(text, pack.stdin), pipeline(pack.stdout, stdin)])
}
