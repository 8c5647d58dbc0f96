import { readFileSync } from 'node:fs'
import process from 'node:process'
import { unlessRefused } from '../domain/problem.ts'
import { once } from '../domain/once.ts'

// Where `ulimit -v` leaves too few, Node ends at once, and no error can be caught: so it is asked before. A thread takes 0.6 GiB; V8
// reserves 10 GiB for each memory of WebAssembly, of which what is written alone is used. The rest of each is for what else grows.
const THREAD_BYTES = 2 ** 30
const WASM_BYTES = 12 * 2 ** 30

export function hasRoomForThread(): boolean {
  return addressesLeft() >= THREAD_BYTES
}

export function hasRoomForWasm(memories = 1): boolean {
  return isUnguarded() || addressesLeft() >= memories * WASM_BYTES
}

/** Threads with a memory of WebAssembly each, of so many. */
export function countersWithinLimit(threads: number): number {
  const each = THREAD_BYTES + (isUnguarded() ? 0 : WASM_BYTES)
  return Math.min(threads, Math.floor(addressesLeft() / each))
}

/** Told that it shall not, V8 reserves no more than is asked for. */
function isUnguarded(): boolean {
  return [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ').includes('--disable-wasm-trap-handler')
}

function addressesLeft(): number {
  const limit = limitIn(limitsText())
  return limit === Infinity ? limit : leftBelow(limit, readOrEmpty('/proc/self/status'))
}

const limitsText = once(() => readOrEmpty('/proc/self/limits'))

/** @param limits as /proc/self/limits has them; elsewhere than on Linux nothing, and no limit is known */
export function limitIn(limits: string): number {
  return Number(/^Max address space +(\d+)/m.exec(limits)?.[1] ?? Infinity)
}

/** @param status as /proc/self/status has it */
export function leftBelow(limit: number, status: string): number {
  return limit - 1024 * Number(/^VmSize:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
}

function readOrEmpty(path: string): string {
  return unlessRefused(() => readFileSync(path, 'latin1')) ?? ''
}
