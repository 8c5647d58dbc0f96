// Writes a combined log for the bench, the same bytes in every run, and says how hard it is for a tool that keeps keys.
import { once } from 'node:events'
import { createWriteStream, mkdirSync, renameSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { logChunks } from './lines.js'

export const LOG = fileURLToPath(new URL('data/combined.log', import.meta.url))

/** Writes the log and returns its facts; the distinct keys are those of mawk in run-bench.js. */
export async function makeLog({ lines = 2_000_000, out = LOG, everNew = false } = {}) {
  mkdirSync(dirname(out), { recursive: true })
  // Renamed when whole: a log that was cut short would be taken for a complete one.
  const file = createWriteStream(`${out}.part`)
  const seen = { agents: new Set(), paths: new Set(), dayPaths: new Set() }
  let bytes = 0
  for (const chunk of logChunks(lines, everNew)) {
    bytes += chunk.length
    // Ever-new lines are all distinct, and would fill the memory of the generator too.
    if (!everNew) note(chunk, seen)
    if (!file.write(chunk, 'latin1')) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
  renameSync(`${out}.part`, out)
  const distinct = Object.fromEntries(Object.entries(seen).map(([name, set]) => [name, everNew ? lines : set.size]))
  return { lines, bytes, ...distinct }
}

function note(chunk, { agents, paths, dayPaths }) {
  for (const line of chunk.split('\n')) {
    if (line === '') continue
    const [, request, , , , agent] = line.split('"')
    const path = request.split(' ')[1].split('?')[0]
    const day = line.slice(line.indexOf('[') + 1).slice(0, 11)
    agents.add(agent)
    paths.add(path)
    dayPaths.add(`${day} ${path}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '2000000' },
      out: { type: 'string', default: LOG },
      'ever-new': { type: 'boolean', default: false },
    },
  })
  const facts = await makeLog({ lines: Number(values.lines), out: resolve(values.out), everNew: values['ever-new'] })
  for (const [name, number] of Object.entries(facts)) console.log(`${name.padEnd(8)}  ${number}`)
}
