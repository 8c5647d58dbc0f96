// Peak memory of `comptage count` over logs in which no path, agent or referrer comes twice: ten times the lines, the same memory.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { logChunks } from './lines.js'
import { measure } from './measure.js'

const COMPTAGE = fileURLToPath(new URL('../bin/comptage.js', import.meta.url))
const CONFIG = fileURLToPath(new URL('comptage.yaml', import.meta.url))
const SIZES = [1_000_000, 10_000_000]

if (!existsSync(COMPTAGE)) throw new Error('bin/comptage.js is missing')
const folder = mkdtempSync(join(tmpdir(), 'comptage-bench-'))
try {
  const command = [process.execPath, COMPTAGE, 'count', '-c', CONFIG, '-o', join(folder, 'open-data'), '-']
  console.log('     lines   peak MiB')
  for (const lines of SIZES) {
    const { peakMiB } = await measure(command, {
      feed: (stdin) => pipeline(Readable.from(logChunks(lines, true)), stdin),
    })
    console.log(`${String(lines).padStart(10)} ${peakMiB.toFixed(0).padStart(10)}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
