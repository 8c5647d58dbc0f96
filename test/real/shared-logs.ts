import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, it } from 'vitest'
import { has } from '../machine.js'

/** Real logs, beside the repository. They are read where they lie: no line, path or name of theirs is copied or quoted. */
const FOLDER = fileURLToPath(new URL('../../../shared/logs/', import.meta.url))
export const ARE_HERE = has('realLogs')

/** A suite over the real logs; where they are absent it is skipped. */
export function describeReal(title: string, body: () => void): void {
  describe.skipIf(!ARE_HERE)(title, ARE_HERE ? body : nothing)
}

function nothing(): void {
  it('needs ../shared/logs', () => undefined)
}

/** The path of a real file, as `large/….log`; a log may be kept gzipped. */
export function realPath(name: string): string {
  const path = `${FOLDER}${name}`
  return existsSync(path) ? path : `${path}.gz`
}

export function readReal(name: string): Buffer {
  const stored = readFileSync(realPath(name))
  return stored[0] === 0x1f && stored[1] === 0x8b ? gunzipSync(stored) : stored
}

export function readRealJson(name: string): unknown {
  return JSON.parse(readReal(name).toString('utf8'))
}

/** The lines of a real log without their line ends; `lines[0]` is line 1. */
export function realLines(name: string): readonly Buffer[] {
  const bytes = readReal(name)
  const lines: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const lf = bytes.indexOf(0x0a, at)
    const end = lf < 0 ? bytes.length : lf
    lines.push(bytes.subarray(at, end))
    at = end + 1
  }
  return lines
}
