import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { errnoOf } from '../../domain/errno-of.ts'

/** Takes away what writers left behind that were killed. */
export function sweepTemporary(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const pid = writerOf(name)
    if (pid !== undefined && isGone(pid)) rmSync(join(folder, name), { force: true, recursive: true })
  }
}

/** The process of `.NAME.PID.tmp`, as `writeAtomically` names them. */
function writerOf(name: string): number | undefined {
  const [pid, ending] = name.split('.').slice(-2)
  return name.startsWith('.') && ending === 'tmp' && Number(pid) > 0 ? Number(pid) : undefined
}

/** Where every run has the same process id, as in a container, it was an earlier one of ours. */
function isGone(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    // EPERM: somebody else's, and at work.
    return errnoOf(error) === 'ESRCH'
  }
}
