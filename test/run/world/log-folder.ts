import { appendFileSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lineMaker, type Likeness, type LineMaker } from './line-maker.ts'

/** A server and its folder of logs. It writes on into the file that it holds, whatever that is called by now. */
export type LogFolder = {
  readonly path: string
  readonly live: string
  readonly lineAt: LineMaker
  /** What was really written, by live name. */
  readonly record: Map<string, string>
  held: string
  now: number
  /** How often a log was put away under an odd name. */
  putAway: number
  readonly write: (text: string) => void
  /** The first bytes of a line; the rest comes with `finishTorn`. */
  readonly tear: (line: string, at: number) => void
  readonly finishTorn: () => void
  /** Puts a file there, whole, as of now. */
  readonly put: (name: string, content: string | Uint8Array) => void
  /** `.1` becomes `.2`, with any suffix. */
  readonly shift: () => void
  /** Rotated logs that are not compressed. */
  readonly rotated: () => readonly string[]
  readonly sizeOf: (name: string) => number
}

const NUMBERED = /^access\.log\.(\d+)(\.\w+)?$/

export function openLogFolder(folder: string, start: number, likeness: Likeness): LogFolder {
  const path = join(folder, 'logs')
  mkdirSync(path, { recursive: true })
  const live = join(path, 'access.log')
  writeFileSync(live, '')
  // Logs may be put away there. Never empty: a glob that finds nothing is told.
  mkdirSync(join(path, 'old'))
  writeFileSync(join(path, 'old', 'access'), '')
  let torn = ''
  const logs: LogFolder = {
    path,
    live,
    lineAt: lineMaker(likeness),
    record: new Map([['access.log', '']]),
    held: live,
    now: start,
    putAway: 0,
    write: (text) => {
      appendFileSync(logs.held, text)
      utimesSync(logs.held, logs.now / 1000, logs.now / 1000)
      logs.record.set('access.log', (logs.record.get('access.log') ?? '') + text)
    },
    tear: (line, at) => {
      torn = line.slice(at)
      logs.write(line.slice(0, at))
    },
    finishTorn: () => {
      if (torn !== '') logs.write(torn)
      torn = ''
    },
    put: (name, content) => {
      writeFileSync(join(path, name), content)
      utimesSync(join(path, name), logs.now / 1000, logs.now / 1000)
    },
    shift: () => {
      const numbered = readdirSync(path)
        .map((name) => NUMBERED.exec(name))
        .filter((match) => match !== null)
        .sort((a, b) => Number(b[1]) - Number(a[1]))
      for (const [name, number, suffix = ''] of numbered)
        renameSync(join(path, name), `${live}.${Number(number) + 1}${suffix}`)
      if (logs.held.startsWith(`${live}.`)) logs.held = `${live}.${Number(logs.held.slice(live.length + 1)) + 1}`
    },
    rotated: () => readdirSync(path).filter((name) => /^access\.log(?:\.\d+|-\d{10})$/.test(name)),
    sizeOf: (name) => statSync(join(path, name)).size,
  }
  return logs
}
