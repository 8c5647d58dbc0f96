// Guards the speed of `comptage count` beside mawk, which counts the same log in the same minute: fails above the bound. What is
// compared is processor time, the least of some rounds in turns: a busy machine moves it less than wall time.
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { AWK_COMBINED, count } from './cases.js'
import { makeLog } from './make-log.js'
import { hasGnuTime, isInstalled, measure } from './measure.js'

/** What is measured stands in README.md, "The guard". */
const BOUND = '0.95'

/** The lines so often, one after the other: to write them once takes a second. */
const TIMES = 4

const { values } = parseArgs({
  options: {
    bound: { type: 'string', default: BOUND },
    rounds: { type: 'string', default: '5' },
    lines: { type: 'string', default: '400000' },
  },
})
if (!isInstalled('mawk')) throw new Error('mawk is missing')
if (!hasGnuTime) throw new Error('GNU time is missing')
const folder = mkdtempSync(join(tmpdir(), 'comptage-bench-'))
try {
  const log = join(folder, 'combined.log')
  await makeLog({ lines: Number(values.lines), out: log })
  const text = readFileSync(log)
  for (let time = 1; time < TIMES; time++) appendFileSync(log, text)
  const commands = {
    comptage: [...count(join(folder, 'open-data')), '--jobs', '1', log],
    mawk: ['mawk', AWK_COMBINED, log],
  }
  const least = { comptage: Infinity, mawk: Infinity }
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, command] of Object.entries(commands)) {
      const { cpuSeconds } = await measure(command)
      least[name] = Math.min(least[name], cpuSeconds)
    }
  }
  const ratio = least.comptage / least.mawk
  const isFast = ratio <= Number(values.bound)
  console.log(
    `comptage ${least.comptage.toFixed(2)} s, mawk ${least.mawk.toFixed(2)} s of processor: ${ratio.toFixed(2)} times, ${isFast ? 'within' : 'above'} ${values.bound}`,
  )
  if (!isFast) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
