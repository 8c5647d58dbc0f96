import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const HOUR = 3_600_000
const PATHS = ['/simulateur', '/aide', '/nulle-part', '/simulateur?LEAK=1', '/aide?LEAK']

/** A step of a history; `amount` is 0–15. */
export type Step = { readonly kind: StepKind; readonly amount: number }
export const STEP_KINDS = [
  'write',
  'write',
  'tear',
  'run',
  'run',
  'crash',
  'rotate',
  'copytruncate',
  'compress',
  'fetch',
  'late',
  'hours',
  'hours',
  'back',
] as const
type StepKind = (typeof STEP_KINDS)[number]

/** A server, its logs and whatever rotates them; and what was really written, by live name. */
export type LogWorld = {
  readonly logs: string
  readonly now: () => number
  readonly apply: (step: Step) => void
  /** Ends what is half done. */
  readonly settle: () => void
  readonly record: () => ReadonlyMap<string, string>
}

export function openLogWorld(folder: string, start: number): LogWorld {
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true })
  const live = join(logs, 'access.log')
  writeFileSync(live, '')
  // The server writes on into the file that it holds, whatever it is called by now.
  let held = live
  let torn = ''
  let now = start
  let serial = 0
  // Work that takes several steps: each is done by the next step.
  const pending: (() => void)[] = []
  const record = new Map<string, string>([['access.log', '']])

  function lineAt(instant: number, amount: number): string {
    const iso = new Date(instant).toUTCString()
    const [, day, month, year, time] = iso.split(' ')
    serial += 1
    const path = PATHS[(serial * 7 + amount) % PATHS.length] ?? '/'
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
    return `203.0.113.${serial % 256} - LEAK-${serial % 5} [${day}/${month}/${year}:${time} +0000] "GET ${path} HTTP/1.1" 200 ${serial % 9} "-" "${agent}"\n`
  }

  function write(text: string): void {
    appendFileSync(held, text)
    utimesSync(held, now / 1000, now / 1000)
    record.set('access.log', (record.get('access.log') ?? '') + text)
  }

  function finishTorn(): void {
    if (torn !== '') write(torn)
    torn = ''
  }

  function shift(): void {
    const numbers = readdirSync(logs)
      .map((name) => /^access\.log\.(\d+)(\.gz)?$/.exec(name))
      .filter((match) => match !== null)
      .sort((a, b) => Number(b[1]) - Number(a[1]))
    for (const [name, number, suffix = ''] of numbers)
      renameSync(join(logs, name), join(logs, `access.log.${Number(number) + 1}${suffix}`))
    if (held.startsWith(`${live}.`)) held = `${live}.${Number(held.slice(live.length + 1)) + 1}`
  }

  function compress(name: string): void {
    const bytes = gzipSync(readFileSync(join(logs, name)))
    const target = join(logs, `${name}.gz`)
    writeFileSync(target, bytes.subarray(0, Math.floor(bytes.length / 2)))
    utimesSync(target, now / 1000, now / 1000)
    pending.push(() => {
      writeFileSync(target, bytes)
      utimesSync(target, now / 1000, now / 1000)
      pending.push(() => rmSync(join(logs, name), { force: true }))
    })
  }

  const busy = (): boolean => pending.length > 0

  const STEPS: Record<StepKind, (amount: number) => void> = {
    run: () => undefined,
    crash: () => undefined,
    write: (amount) => {
      finishTorn()
      for (let i = 0; i <= amount * 2; i++) write(lineAt(now + i * 1000, amount))
    },
    tear: (amount) => {
      finishTorn()
      const line = lineAt(now, amount)
      torn = line.slice(20 + amount)
      write(line.slice(0, 20 + amount))
    },
    rotate: (amount) => {
      if (busy()) return
      shift()
      renameSync(live, `${live}.1`)
      held = `${live}.1`
      writeFileSync(live, '')
      // Until it reopens, the server writes into the rotated file.
      if (amount % 2 === 0) pending.push(() => undefined)
      pending.push(() => {
        finishTorn()
        held = live
      })
    },
    copytruncate: () => {
      if (busy() || held !== live) return
      shift()
      const bytes = readFileSync(live)
      writeFileSync(`${live}.1`, bytes.subarray(0, Math.floor(bytes.length / 2)))
      pending.push(() => {
        finishTorn()
        copyFileSync(live, `${live}.1`)
        truncateSync(live)
      })
    },
    compress: () => {
      if (busy() || held !== live) return
      const name = readdirSync(logs).find((entry) => /^access\.log\.\d+$/.test(entry))
      if (name !== undefined && !existsSync(join(logs, `${name}.gz`))) compress(name)
    },
    // A copy of a log that is fetched in place, half of it first.
    fetch: (amount) => {
      if (busy()) return
      const text = Array.from({ length: amount + 2 }, (_, i) => lineAt(now - i * 1000, amount)).join('')
      const target = join(logs, `other-${serial}.txt`)
      writeFileSync(target, text.slice(0, Math.floor(text.length / 2)))
      record.set(`other-${serial}.txt`, text)
      pending.push(() => {
        writeFileSync(target, text)
        utimesSync(target, now / 1000, now / 1000)
      })
    },
    late: (amount) => {
      finishTorn()
      for (let i = 0; i < 3; i++) write(lineAt(now - (amount + 1) * 24 * HOUR, amount))
    },
    hours: (amount) => {
      now += (amount + 1) * 6 * HOUR
    },
    back: (amount) => {
      now -= amount * HOUR
    },
  }

  return {
    logs,
    now: () => now,
    apply: ({ kind, amount }) => {
      // What is half done goes on one step at a time, while all else goes on too.
      const next = pending.shift()
      next?.()
      STEPS[kind](amount)
    },
    settle: () => {
      for (let next = pending.shift(); next !== undefined; next = pending.shift()) next()
      finishTorn()
      now += 60 * 24 * HOUR
      write(lineAt(now, 1))
      now += 2 * HOUR
    },
    record: () => record,
  }
}
