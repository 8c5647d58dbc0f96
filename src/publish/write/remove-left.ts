import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { errnoOf } from '../../domain/errno-of.ts'

/** Removes what processes that were killed while they wrote this file have left beside it: it may hold true counts. */
export function removeLeft(path: string): void {
  const [before, after] = [`.${basename(path)}.`, '.tmp']
  for (const name of readdirSync(dirname(path))) {
    const id = name.startsWith(before) && name.endsWith(after) ? name.slice(before.length, -after.length) : ''
    if (/^[1-9]\d{0,9}$/.test(id) && isGone(Number(id))) rmSync(join(dirname(path), name), { force: true })
  }
}

function isGone(id: number): boolean {
  try {
    process.kill(id, 0)
    return false
  } catch (error) {
    return errnoOf(error) === 'ESRCH'
  }
}
