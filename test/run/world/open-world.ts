import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textIn } from './archives.ts'
import { fetchAgain, fetchOnce, writeHosts, writeNeighbour } from './arrivals.ts'
import type { Likeness } from './line-maker.ts'
import { openLogFolder } from './log-folder.ts'
import { moveAway, rotateOddly } from './odd-rotations.ts'
import { compress, copyTruncate, rotate } from './rotations.ts'
import type { Step, StepKind } from './step.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Hours by which the clock of the machine is wrong, for one step. */
const WRONG_HOURS = [-2, 2, -24, 24, 8 * 24, -30 * 24, 400 * 24, 3653 * 24]

/** Entries of `logs:`. Some overlap, the second finds a part of the logs; in the end, all are found. */
const ENTRIES: readonly (readonly string[])[] = [
  ['logs/*', 'logs/old/*'],
  ['logs/access*', 'logs/old/access*'],
  ['logs/fetched.log', 'logs/*.log*', 'logs/*', 'logs/old/*'],
  ['logs/old/*', 'logs/*[0-9z]*', 'logs/*'],
]

/** So much of a log tells nothing by itself: whether it is a copy, its growth does. */
const SHORT_BYTES = 900

const MINUTES = { unique: () => 0, alike: () => 1, few: (amount: number) => 1 + (amount % 5) } as const
const RUNS: readonly StepKind[] = ['run', 'crash', 'full']

export type LogWorld = {
  readonly logs: string
  /** What the clock of the machine says. */
  readonly now: () => number
  readonly entries: () => readonly string[]
  readonly apply: (step: Step) => void
  /** A run came to its end, without a word: what it met is read. */
  readonly noteRun: () => void
  /** Ends what is half done. */
  readonly settle: () => void
  readonly record: () => ReadonlyMap<string, string>
}

/** @param unreadable a path that can be linked and stat-ed, and that nobody can open */
export function openLogWorld(
  folder: string,
  start: number,
  options: { readonly likeness?: Likeness; readonly unreadable?: string } = {},
): LogWorld {
  const { likeness = 'unique', unreadable } = options
  const logs = openLogFolder(folder, start, likeness)
  let [wrongHours, entries] = [0, 0]
  // Work that takes several steps: each is done by the next step.
  const pending: (() => void)[] = []
  const then = (next: () => void): void => void pending.push(next)
  // Names, inodes and sizes that a run met.
  let met = new Set<string>()
  // The live log, as a run read it; a copy that is being made.
  let live = { ino: 0, lineEnd: 0 }
  let copying: { readonly path: string; readonly text: string; isSeen: boolean } | undefined
  const clock = (): number => logs.now + wrongHours * HOUR
  const signOf = (name: string): string => {
    const { ino, size } = statSync(join(logs.path, name))
    return [name, ino, size].join(' ')
  }
  // A copy of less than a log that is gone waits for a person, and all periods with it.
  const isCopiedInPart = (name: string): boolean => {
    const copies = readdirSync(logs.path).filter((other) => other.startsWith('copied-'))
    const textOf = (one: string): string => textIn(join(logs.path, one))
    return copies.some((copy) => isBeginning(textOf(copy), textOf(name)))
  }
  const finishCopy = (): void => {
    if (copying?.isSeen !== true) return
    writeFileSync(copying.path, copying.text, 'latin1')
    copying = undefined
  }
  const alone = (act: (amount: number) => void) => (amount: number) => {
    if (pending.length === 0 && logs.held === logs.live) act(amount)
  }

  const STEPS: Record<StepKind, (amount: number) => void> = {
    run: () => undefined,
    crash: () => undefined,
    full: () => undefined,
    write: (amount) => {
      logs.finishTorn()
      for (let i = 0; i <= amount * 2; i++) logs.write(logs.lineAt(logs.now + i * 1000, amount))
    },
    tear: (amount) => {
      logs.finishTorn()
      logs.tear(logs.lineAt(logs.now, amount), 20 + amount)
    },
    rotate: alone((amount) => rotate(logs, amount, then)),
    copytruncate: alone((amount) => copyTruncate(logs, amount, then)),
    compress: alone((amount) => compress(logs, amount, then)),
    fetch: alone((amount) => fetchOnce(logs, amount, then)),
    'fetch again': alone((amount) => fetchAgain(logs, amount, then)),
    neighbour: (amount) => writeNeighbour(logs, amount),
    'rotate oddly': alone((amount) => rotateOddly(logs, amount, then)),
    move: alone((amount) => moveAway(logs, amount, then)),
    hosts: (amount) => writeHosts(logs, amount),
    // What a person copies, under a name that has nothing of the log's. A run falls into the copying.
    copy: (amount) => {
      if (copying !== undefined) return
      const text = readFileSync(logs.live, 'latin1')
      const lineEnd = text.lastIndexOf('\n', Math.min(text.length / 2, SHORT_BYTES)) + 1
      const isRead = live.ino === statSync(logs.live).ino && lineEnd + amount < live.lineEnd
      if (lineEnd === 0 || text.startsWith('\0') || !isRead) return
      copying = { path: join(logs.path, `copied-${amount}.txt`), text, isSeen: false }
      rmSync(copying.path, { force: true })
      writeFileSync(copying.path, text.slice(0, lineEnd + amount), 'latin1')
    },
    // Logs go when they are old, and their inode is the next file's.
    delete: alone(() => {
      const old = readdirSync(logs.path).filter(
        (name) => /^access\.log[.-]/.test(name) && met.has(signOf(name)) && !isCopiedInPart(name),
      )
      for (const name of old.slice(-2)) rmSync(join(logs.path, name))
    }),
    hide: alone(() => {
      const [name] = logs.rotated()
      if (name === undefined || unreadable === undefined) return
      const path = join(logs.path, name)
      renameSync(path, join(folder, 'hidden'))
      linkSync(unreadable, path)
      then(() => undefined)
      then(() => renameSync(join(folder, 'hidden'), path))
    }),
    entries: (amount) => {
      if (copying !== undefined) return
      entries = amount % ENTRIES.length
      // What no entry finds is not remembered as a copy.
      if (entries === 1)
        for (const name of readdirSync(logs.path)) if (name.startsWith('copied-')) rmSync(join(logs.path, name))
    },
    late: (amount) => {
      logs.finishTorn()
      for (let i = 0; i <= amount; i++) logs.write(logs.lineAt(logs.now - (amount + 1) * 24 * HOUR, amount))
    },
    hours: (amount) => {
      logs.now += (amount + 1) * 6 * HOUR
    },
    back: (amount) => {
      logs.now -= amount * HOUR
    },
    'wrong clock': (amount) => {
      if (copying !== undefined) return
      wrongHours = WRONG_HOURS[amount % WRONG_HOURS.length] ?? 0
      then(() => undefined)
      then(() => {
        wrongHours = 0
      })
    },
  }

  return {
    logs: logs.path,
    now: clock,
    entries: () => ENTRIES[entries] ?? [],
    apply: ({ kind, amount }) => {
      // What is half done goes on one step at a time, while all else goes on too; a run meets it as it is.
      if (!RUNS.includes(kind)) {
        pending.shift()?.()
        finishCopy()
      }
      STEPS[kind](amount)
      // Only time tells lines apart that are alike. A generation that is the beginning of an earlier one is not seen.
      logs.now += MINUTES[likeness](amount) * MINUTE
      // A copy is written to until it is whole, and dated by the clock that runs go by.
      if (copying !== undefined) utimesSync(copying.path, clock() / 1000, clock() / 1000)
    },
    noteRun: () => {
      if (entries === 1) return
      if (copying !== undefined) copying.isSeen = true
      live = { ino: statSync(logs.live).ino, lineEnd: readFileSync(logs.live, 'latin1').lastIndexOf('\n') + 1 }
      if (pending.length === 0) met = new Set(readdirSync(logs.path).map(signOf))
    },
    settle: () => {
      for (let next = pending.shift(); next !== undefined; next = pending.shift()) next()
      logs.finishTorn()
      if (copying !== undefined) rmSync(copying.path)
      entries = 0
      logs.now += 60 * 24 * HOUR
      logs.write(logs.lineAt(logs.now, 1))
      logs.now += 2 * HOUR
    },
    record: () => logs.record,
  }
}

function isBeginning(text: string, whole: string): boolean {
  return text.length < whole.length && whole.startsWith(text)
}
