// `npm run soak`: more of each random sample, and every case of the enumerations of which CI lives one in some. Files that draw are found by
// what they import or ask for, so that none is forgotten. COMPTAGE_SEED repeats a soak.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SIZES = {
  COMPTAGE_ARCHIVES: '1000',
  COMPTAGE_CASES: 'all',
  COMPTAGE_CORRUPTIONS: '5000',
  COMPTAGE_EDITIONS: '200',
  COMPTAGE_GUESSES: 'all',
  COMPTAGE_HISTORIES: '20000',
  COMPTAGE_KILLS: '500',
  COMPTAGE_LAYOUTS: '200000',
  COMPTAGE_LOOKALIKES: '4000',
  COMPTAGE_MIXTURES: '200',
  COMPTAGE_ROTATIONS: '60',
  COMPTAGE_SEED: 'random',
  COMPTAGE_SUMMED: '40000',
  COMPTAGE_TIMES: '10',
}
const DRAWS = ["/seed.ts'", "/check-property.ts'", ...Object.keys(SIZES).map((name) => `env['${name}']`)]
// `npm run soak:privacy` is theirs.
const APART = 'simulator'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(join(ROOT, 'test'), { recursive: true })
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith(APART))
  .filter((path) => DRAWS.some((sign) => readFileSync(join(ROOT, 'test', path), 'utf8').includes(sign)))
  .map((path) => join('test', path))
const { status } = spawnSync('vitest', ['run', '--testTimeout=86400000', ...files], {
  cwd: ROOT,
  env: { ...SIZES, ...process.env },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
