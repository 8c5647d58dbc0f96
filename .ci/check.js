// `npm test`: everything that a change has to pass. Says first how long it takes and what this machine lacks; then the
// checks, two at a time, each with a line; then the tests, and beside them the longest of the checks.
import { spawn } from 'node:child_process'
import { LEFT_TO_CI } from '../test/longest.js'
import { lacking } from '../test/machine.js'

const isWhole = process.env['CI'] !== undefined || process.argv.includes('--all')
// The linter finds errors of types too. They are looked for before the tests where `tsc` has checked most of it a moment ago.
const TYPES = isWhole ? [] : ['check:types']
// `.ci/run` says so, where npm has built it a moment ago.
const BUILD = process.env['COMPTAGE_BUILT'] === undefined ? ['build'] : []
// Tests and the check of the package need the build, which has ended before two others have. Layers are held by test/architecture.test.ts.
const CHECKS = [...BUILD, ...TYPES, 'check:format', 'check:dead', 'check:licences', 'check:package']
// Tests wait now and then, for a process or the disk, and the last of them leave a core alone: that is time for this one.
const BESIDE_TESTS = 'check:lint'

const minutes = isWhole ? 19 : 11
console.log(`About ${minutes} minutes on two quiet cores: 1 for the checks, ${minutes - 1} for the tests and lint.`)
if (!isWhole)
  console.log(`${LEFT_TO_CI.length} files of long attacks and enumerations are left to CI: npm run test:all`)
// Set where `.ci/run` installs what tests need beside the checks.
const isBeingInstalled = process.env['COMPTAGE_MACHINE'] !== undefined
if (!isBeingInstalled) sayLacking()

const waiting = [...CHECKS]
const failed = []
await Promise.all([lane(), lane()])
if (failed.length > 0) {
  console.log(`\n${failed.join(', ')} failed; the tests were not run`)
  process.exitCode = 1
} else if (isBeingInstalled && (await ended(spawn('node', ['.ci/machine-is-there.js'], { stdio: 'inherit' }))) !== 0) {
  process.exitCode = 1
} else {
  if (isBeingInstalled) sayLacking()
  const tests = ended(npmRun('check:tests', 'inherit', isWhole ? {} : { COMPTAGE_LONG: 'no' }))
  const [code] = await Promise.all([tests, passes(BESIDE_TESTS)])
  if (failed.length > 0) console.log(`\n${failed.join(', ')} failed`)
  process.exitCode = code === 0 && failed.length > 0 ? 1 : code
}

function sayLacking() {
  for (const { name, tests } of lacking()) console.log(`Without ${name}; skipped: ${tests}.`)
}

async function lane() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) await passes(script)
}

/** Runs a check, and says how it ended; what it printed, if it failed. */
async function passes(script) {
  const started = performance.now()
  const child = npmRun(script, 'pipe')
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes))
  const code = await ended(child)
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(`${script} ${code === 0 ? 'passed' : 'failed'}, ${seconds} s`)
  if (code === 0) return
  process.stdout.write(Buffer.concat(said))
  failed.push(script)
}

function npmRun(script, output, env = {}) {
  const stdio = ['ignore', output, output]
  return spawn('npm', ['run', '--silent', script], { stdio, env: { ...process.env, ...env } })
}

/** The exit code; what a signal ended has failed. */
function ended(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', (code) => resolve(code ?? 1))
  })
}
