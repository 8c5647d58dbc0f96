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

/** The log of another host that begins with the line with which the first began. */
export function writeNeighbour(logs: LogFolder, amount: number): void {
  const name = 'neighbour.log'
  const begun = logs.record.get(name) ?? firstLineOf(logs.record.get('access.log') ?? '')
  const text = begun + otherLines(logs, amount % 5, name)
  logs.record.set(name, text)
  logs.put(name, text)
}

function firstLineOf(text: string): string {
  return text.slice(0, text.indexOf('\n') + 1)
}

// The first names the log: it is not taken for another one, however alike lines are.
function otherLines(logs: LogFolder, amount: number, name: string): string {
  const lines = Array.from({ length: amount + 2 }, (_, i) => logs.lineAt(logs.now - i * 1000, amount))
  return lines.map((line, i) => (i === 0 ? line.replace('GET /', `GET /${name}/`) : line)).join('')
}
