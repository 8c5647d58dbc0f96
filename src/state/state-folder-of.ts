import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { ProblemError } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'

/**
 * The folder of what is kept between runs: the one that is named; else `state:` of the configuration; else one of the
 * service's own where the system keeps such things.
 *
 * @throws ProblemError STATE_NOWHERE where neither is named, and this user has no home
 */
export function stateFolderOf({ service, state }: Pick<Configuration, 'service' | 'state'>, named?: string): string {
  if (named !== undefined) return resolve(named)
  return state ?? join(systemFolder(), service.id)
}

function systemFolder(): string {
  // systemd gives one or several; the first is ours.
  const [ofUnit] = (process.env['STATE_DIRECTORY'] ?? '').split(':')
  if (ofUnit !== undefined && ofUnit !== '') return ofUnit
  if (process.getuid?.() === 0) return '/var/lib/comptage'
  return join(process.env['XDG_STATE_HOME'] ?? join(home(), '.local/state'), 'comptage')
}

function home(): string {
  try {
    return homedir()
  } catch {
    // Without HOME, Node asks the list of users: one that a container was told by number alone is not in it.
    throw new ProblemError({ code: 'STATE_NOWHERE' })
  }
}
