// Writes a combined log for the bench, the same bytes in every run, and says how hard it is for a tool that keeps keys.
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { logChunks } from './lines.js'

const DATA = fileURLToPath(new URL('data/', import.meta.url))
export const LOG = join(DATA, 'combined.log')

/** The path of a log of so many lines, which is made where it is absent. */
export async function logOf(kind, lines) {
  const out = join(DATA, `${kind.replaceAll(' ', '-')}-${lines}.log`)
  if (!existsSync(out)) await makeLog({ lines, out, kind })
  return out
}

/** The path of a log ten times over: written in a minute, where as many lines of their own take four. */
export async function tenfoldOf(log) {
  const out = log.replace(/\.log$/, '-tenfold.log')
  if (existsSync(out)) return out
  // What a run that was stopped has left of it is written over.
  for (let time = 0; time < 10; time++)
    await pipeline(createReadStream(log), createWriteStream(`${out}.part`, { flags: time === 0 ? 'w' : 'a' }))
  renameSync(`${out}.part`, out)
  return out
}

/** Writes the log and returns its facts; the distinct keys are those of mawk in cases.js. */
export async function makeLog({ lines = 2_000_000, out = LOG, kind = 'usual' } = {}) {
  mkdirSync(dirname(out), { recursive: true })
  // Renamed when whole: a log that was cut short would be taken for a complete one.
  const file = createWriteStream(`${out}.part`)
  const seen = { agents: new Set(), paths: new Set(), dayPaths: new Set() }
  // Ever-new lines are all distinct, and would fill the memory of the generator too.
  const look = kind === 'usual' ? note : () => undefined
  let bytes = 0
  for (const chunk of logChunks(lines, kind)) {
    bytes += chunk.length
    look(chunk, seen)
    if (!file.write(chunk, 'latin1')) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
  renameSync(`${out}.part`, out)
  return { lines, bytes, ...Object.fromEntries(Object.entries(seen).map(([name, set]) => [name, set.size])) }
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
      kind: { type: 'string', default: 'usual' },
    },
  })
  const facts = await makeLog({ lines: Number(values.lines), out: resolve(values.out), kind: values.kind })
  for (const [name, number] of Object.entries(facts)) console.log(`${name.padEnd(8)}  ${number}`)
}
