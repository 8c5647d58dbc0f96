import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import process from 'node:process'
import { ProblemError, unlessRefused } from '../domain/problem.ts'
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

/** The same, where nothing is to be written: undefined where there is none. */
export function stateFolderIfAny(
  configuration: Pick<Configuration, 'service' | 'state'>,
  named?: string,
): string | undefined {
  try {
    return stateFolderOf(configuration, named)
  } catch (error) {
    if (error instanceof ProblemError && error.problems[0]?.code === 'STATE_NOWHERE') return undefined
    throw error
  }
}

function systemFolder(): string {
  // systemd gives one or several; the first is ours.
  const [ofUnit] = (process.env['STATE_DIRECTORY'] ?? '').split(':')
  if (ofUnit !== undefined && ofUnit !== '') return ofUnit
  if (process.getuid?.() === 0) return '/var/lib/comptage'
  // As its specification says, a relative one is none: the state would follow the folder in which the program is run.
  const named = process.env['XDG_STATE_HOME'] ?? ''
  return join(isAbsolute(named) ? named : join(home(), '.local/state'), 'comptage')
}

function home(): string {
  // Without HOME, Node asks the list of users: one that a container was told by number alone is not in it.
  const folder = unlessRefused(homedir)
  if (folder === undefined || !isAbsolute(folder)) throw new ProblemError({ code: 'STATE_NOWHERE' })
  return folder
}
