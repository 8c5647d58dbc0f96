import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { LogFolder } from './log-folder.ts'
import type { Then } from './rotations.ts'

/** Names that rotation, scripts and people give; `n` is another one each time. Some are of no known form. */
const NAMES: readonly ((n: number) => string)[] = [
  (n) => `access.${n}.log`,
  (n) => `access.log.${String(n).padStart(2, '0')}-01-2026`,
  (n) => `access.log-20260128-${n}0000`,
  (n) => `access.log.old${n}`,
  (n) => `kept-${n}`,
  (n) => `old/access.log.${n}`,
  (n) => `old/access.log-${n}`,
  (n) => `old/${n} put away`,
]
const PUT_AWAY =
  /^(?:access\.\d+\.log|access\.log\.\d\d-01-2026|access\.log-20260128-\d+|access\.log\.old\d+|kept-\d+|access\.log\.\d+|access\.log-\d+|\d+ put away)$/

/** Renames the log; the server writes on into it for a while. */
export function rotateOddly(logs: LogFolder, amount: number, then: Then): void {
  const target = freeName(logs, amount)
  renameSync(logs.live, target)
  logs.held = target
  writeFileSync(logs.live, '')
  if (amount % 2 === 0) then(() => undefined)
  then(() => {
    logs.finishTorn()
    logs.held = logs.live
  })
}

/** Takes a log that was put away to another name or folder, or compresses it there. */
export function moveAway(logs: LogFolder, amount: number, then: Then): void {
  const kept = oddFiles(logs).filter((path) => PUT_AWAY.test(basename(path)))
  const path = kept[amount % Math.max(1, kept.length)]
  if (path === undefined) return
  if (amount % 3 !== 0) return renameSync(path, freeName(logs, amount))
  // Beside it or in the other folder, by the name that it has.
  const target = amount % 2 === 0 ? `${path}.gz` : join(logs.path, 'old', `${basename(path)}.gz`)
  const whole = gzipSync(readFileSync(path))
  writeFileSync(target, whole.subarray(0, whole.length / 2))
  then(() => {
    writeFileSync(target, whole)
    then(() => rmSync(path))
  })
}

function freeName(logs: LogFolder, amount: number): string {
  const name = NAMES[amount % NAMES.length] ?? String
  logs.putAway += 1
  return join(logs.path, name(9 + logs.putAway))
}

function oddFiles(logs: LogFolder): readonly string[] {
  const names = readdirSync(logs.path, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => !/^access\.log(?:$|\.\d|-\d{10})/.test(name)).map((name) => join(logs.path, name))
}
