import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { LogFolder } from './log-folder.ts'
import type { Then } from './rotations.ts'

/** A log of another machine that is fetched, half of it first. */
export function fetchOnce(logs: LogFolder, amount: number, then: Then): void {
  const name = `other-${logs.record.size}.txt`
  const text = otherLines(logs, amount, name)
  logs.put(name, text.slice(0, Math.floor(text.length / 2)))
  logs.record.set(name, text)
  then(() => logs.put(name, text))
}

/** The same log, longer each time, under the name that it had: half of what was read already, then all of it. */
export function fetchAgain(logs: LogFolder, amount: number, then: Then): void {
  const name = 'fetched.log'
  const text = (logs.record.get(name) ?? '') + otherLines(logs, amount, name)
  logs.put(name, text.slice(0, Math.floor(text.length / 2)))
  logs.record.set(name, text)
  then(() => logs.put(name, text))
}

/** The log of another host that begins with the line with which the first begins now: both were asked in one second. */
export function writeNeighbour(logs: LogFolder, amount: number): void {
  const name = 'neighbour.log'
  const begun = logs.record.get(name) ?? firstLineOf(readFileSync(logs.live, 'latin1').replace(/^\0+/, ''))
  const text = begun + otherLines(logs, amount % 5, name)
  logs.record.set(name, text)
  logs.put(name, text)
}

const HOSTS = ['host-a.log', 'host-b.log'] as const

/** Logs of two hosts: whoever watches them asks both in the same second, so that they begin alike, and one is shorter. */
export function writeHosts(logs: LogFolder, amount: number): void {
  if (amount > 10) for (const name of HOSTS) rotateHost(logs, name, amount)
  const shared = Array.from({ length: amount % 7 }, (_, i) => logs.lineAt(logs.now + i * 1000, amount)).join('')
  for (const [i, name] of HOSTS.entries()) {
    const path = join(logs.path, name)
    const own = otherLines(logs, i === 0 ? amount * 2 : amount % 3, name)
    const more = existsSync(path) ? own : shared + own
    logs.put(name, (existsSync(path) ? readFileSync(path, 'latin1') : '') + more)
    logs.record.set(name, (logs.record.get(name) ?? '') + more)
  }
}

function rotateHost(logs: LogFolder, name: string, amount: number): void {
  const path = join(logs.path, name)
  if (!existsSync(path)) return
  const rotated = `${name}-${Math.floor(logs.now / 1000)}`
  // Twice in a second: the second would overwrite what the first kept.
  if ([rotated, `${rotated}.gz`].some((taken) => existsSync(join(logs.path, taken)))) return
  if (amount % 2 === 0) logs.put(`${rotated}.gz`, gzipSync(readFileSync(path)))
  renameSync(path, amount % 2 === 0 ? join(logs.path, '..', 'gone') : join(logs.path, rotated))
}

function firstLineOf(text: string): string {
  return text.slice(0, text.indexOf('\n') + 1)
}

// The first names the log: it is not taken for another one, however alike lines are.
function otherLines(logs: LogFolder, amount: number, name: string): string {
  const lines = Array.from({ length: amount + 2 }, (_, i) => logs.lineAt(logs.now - i * 1000, amount))
  return lines.map((line, i) => (i === 0 ? line.replace('GET /', `GET /${name}/`) : line)).join('')
}
