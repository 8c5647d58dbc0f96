import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { isGone } from '../../domain/is-gone.ts'

/** As `writeAtomically` names what it is writing: `.NAME.PID.tmp`. */
const HALF = /^\.(.+)\.([1-9]\d{0,9})\.tmp$/s

/**
 * Removes what processes that were killed while they wrote have left in a folder: it may hold true counts. Where every run
 * has the same process id, as in a container, that was an earlier one of ours.
 *
 * @param isOurs whether the program writes a file of this name there: what is half of any other is another program's
 */
export function removeLeft(folder: string, isOurs: (name: string) => boolean): void {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  for (const entry of entries) {
    const [, name = '', id] = HALF.exec(entry.name) ?? []
    if (entry.isFile() && isOurs(name) && isLeft(Number(id))) rmSync(join(folder, entry.name), { force: true })
  }
}

function isLeft(id: number): boolean {
  return id === process.pid || isGone(() => process.kill(id, 0))
}
