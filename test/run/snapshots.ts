import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { findingsIn, publishedIn } from './findings-in.ts'

/** Looks at what is published as a web server or a copying program does, by names that do not begin with a dot. */
export type Reader = {
  /** Takes what lies there now for a snapshot, and has `verify` look at it, unless it did. */
  readonly look: () => void
  /** Looks again and again until something ends. */
  readonly lookDuring: <T>(work: Promise<T>) => Promise<T>
  /** How many were looked at that differ. */
  readonly seen: () => number
}

/** @param copy a folder for what was seen */
export function openReader(output: string, copy: string): Reader {
  let [before, seen] = ['', 0]
  const look = (): void => {
    const sign = signOf(output)
    if (sign === before) return
    const files = filesOf(output)
    // A version took the place of another while it was read: a reader begins again.
    if (files === undefined || signOf(output) !== sign) return
    before = sign
    seen += 1
    expect([...files.keys()].filter((path) => path.includes('.tmp'))).toEqual([])
    rmSync(copy, { recursive: true, force: true })
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      writeFileSync(join(copy, path), bytes)
    }
    if (publishedIn(copy).length > 0) expect(findingsIn(copy)).toEqual([])
  }
  const lookDuring: Reader['lookDuring'] = async (work) => {
    const ended = work.then(() => true)
    do look()
    while (!(await Promise.race([ended, sleep(2, false)])))
    look()
    return work
  }
  return { look, lookDuring, seen: () => seen }
}

/** Which version stands there: all that is published changes place, and no place is changed within. */
function signOf(output: string): string {
  return ['essai', 'essai-detail', 'catalog.jsonld']
    .map((name) => lstatSync(join(output, name), { throwIfNoEntry: false }))
    .map((found) => (found === undefined ? 'none' : `${found.ino} ${found.ctimeMs}`))
    .join('\n')
}

function filesOf(output: string): ReadonlyMap<string, Buffer> | undefined {
  try {
    const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(output.length + 1))
    const shown = paths.filter((path) => !path.startsWith('.') || path.includes('.tmp'))
    return new Map(shown.map((path) => [path, readFileSync(join(output, path))]))
  } catch {
    return undefined
  }
}
