// `npm test`: everything that a change has to pass. Says first how long it takes and what this machine lacks; then the
// checks of the text, two at a time, each with a line; then the tests, which have the two cores to themselves.
import { spawn } from 'node:child_process'
import { LEFT_TO_CI } from '../test/longest.js'
import { lacking } from '../test/machine.js'

// The longest first: it has one core, the others have the second. Tests and the check of the package need the build.
const CHECKS = ['check:lint', 'build', 'check:types', 'check:format', 'check:dead', 'check:layers', 'check:package']

const isWhole = process.env['CI'] !== undefined || process.argv.includes('--all')
const minutes = isWhole ? 13 : 8
console.log(`About ${minutes} minutes on two quiet cores: 2 for the checks, ${minutes - 2} for the tests.`)
if (!isWhole)
  console.log(`${LEFT_TO_CI.length} files of long attacks and enumerations are left to CI: npm run test:all`)
for (const { name, tests } of lacking()) console.log(`Without ${name}; skipped: ${tests}.`)

const waiting = [...CHECKS, 'check:licences']
const failed = []
await Promise.all([lane(), lane()])
if (failed.length > 0) {
  console.log(`\n${failed.join(', ')} failed; the tests were not run`)
  process.exitCode = 1
} else {
  process.exitCode = await ended(npmRun('check:tests', 'inherit', isWhole ? {} : { COMPTAGE_LONG: 'no' }))
}

async function lane() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    const started = performance.now()
    const child = npmRun(script, 'pipe')
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes))
    const code = await ended(child)
    const seconds = Math.round((performance.now() - started) / 1000)
    console.log(`${script} ${code === 0 ? 'passed' : 'failed'}, ${seconds} s`)
    if (code === 0) continue
    process.stdout.write(Buffer.concat(said))
    failed.push(script)
  }
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
