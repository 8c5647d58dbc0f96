import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isSame } from '../../domain/is-same.ts'
import { ProblemError, unlessRefused } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import {
  failureOfState,
  hasState,
  openState,
  refuseKeyOfAnother,
  type State,
  type StateUse,
} from '../../state/index.ts'
import { refuseOpenFolder } from '../refuse-open-folder.ts'
import { keepFact, readFact } from './fact-codecs.ts'

type Owner = Pick<Configuration, 'service' | 'file' | 'output' | 'logs'>

/**
 * Opens the state of this service for one use: that of another, or of another configuration with its id, holds sums that are none of
 * it, and would be published under its name. Where the database is damaged or its disk fails, that is told, whatever it made fail.
 *
 * @throws ProblemError STATE_OF_ANOTHER, OPEN_TO_OTHERS where it is written to, STATE_FAILED, and what opening throws
 */
export async function withOwnState<T>(
  owner: Owner,
  folder: string,
  use: StateUse,
  act: (state: State) => T | Promise<T>,
): Promise<T> {
  const state = await openOwnState(owner, folder, use)
  const done = await asState(folder, state, () => act(state))
  state.close()
  return done
}

/**
 * Refuses a folder whose database, or else its key to the noise, is another service's.
 *
 * @throws ProblemError STATE_OF_ANOTHER, and what opening throws
 */
export async function refuseStateOfAnother(owner: Owner, folder: string): Promise<void> {
  if (hasState(folder)) await withOwnState(owner, folder, 'read', () => undefined)
  else refuseKeyOfAnother(folder, owner.service.id)
}

async function openOwnState(own: Owner, folder: string, use: StateUse): Promise<State> {
  const { service } = own
  if (use !== 'read') refuseOpenFolder(folder, false)
  if (!hasState(folder)) refuseKeyOfAnother(folder, service.id)
  const state = await openState(folder, use)
  const { owner, configuration } = await asState(folder, state, () => ownerOf(state, own))
  if (owner === service.id && configuration === undefined) return state
  state.close()
  const other = { owner, service: service.id, ...(configuration !== undefined && { configuration }) }
  throw new ProblemError({ code: 'STATE_OF_ANOTHER', folder, ...other })
}

type OwnerFound = { readonly owner: string; readonly configuration: string | undefined }

/**
 * Whose a state is: the service, and where it is this one, the configuration that both stands and publishes elsewhere, if there is one;
 * where neither publishes, that reads other logs. Who moves a configuration leaves none behind, or the same `output`; who changes `output` has the same configuration.
 */
function ownerOf(state: Pick<State, 'facts'>, own: Owner): OwnerFound {
  const owner = readFact(state, 'service') ?? own.service.id
  const last = owner === own.service.id ? readFact(state, 'configuration') : undefined
  const isElsewhere =
    last !== undefined && own.file !== undefined && !isSameFile(last.file, own.file) && isApart(last, own)
  return { owner, configuration: isElsewhere && existsSync(last.file) ? last.file : undefined }
}

/** A version before kept no logs. */
function isApart({ output, logs }: LastConfiguration, own: Owner): boolean {
  if (!isSameFolder(output, own.output)) return true
  return output === undefined && logs !== undefined && !isSame(logs, pathsOf(own))
}

type LastConfiguration = { readonly output?: string | undefined; readonly logs?: readonly string[] | undefined }

function pathsOf({ logs }: Owner): readonly string[] {
  return logs.map(({ path }) => path.value).sort()
}

// By the folder from which its relative paths start: a link to one file in each of two folders is two configurations.
function isSameFile(a: string, b: string): boolean {
  return basename(a) === basename(b) && isSameFolder(dirname(a), dirname(b))
}

function isSameFolder(a: string | undefined, b: string | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && whereIs(a) === whereIs(b))
}

/** A folder by whichever link or mount it is reached, and where it is not there, by the nearest above it that is. */
function whereIs(folder: string): string {
  const found = unlessRefused(() => statSync(folder, { bigint: true, throwIfNoEntry: false }))
  if (found !== undefined) return `${found.dev}:${found.ino}`
  return dirname(folder) === folder ? folder : join(whereIs(dirname(folder)), basename(folder))
}

async function asState<T>(folder: string, state: State, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const failure = failureOfState(folder, error, state)
    state.close()
    throw failure
  }
}

/** Whether it is nobody else's. */
export function isOwn(state: Pick<State, 'facts'>, own: Owner): boolean {
  const { owner, configuration } = ownerOf(state, own)
  return owner === own.service.id && configuration === undefined
}

/** Whether the last run published into another folder than this one. */
export function isMoved(state: Pick<State, 'facts'>, output: string): boolean {
  const last = readFact(state, 'configuration')
  return last !== undefined && !isSameFolder(last.output, output)
}

/** Notes whose state it is: the service once, by the first run or the next of a state that was made before states knew. */
export function keepOwner(state: Pick<State, 'facts'>, own: Owner): void {
  const { service, file, output } = own
  if (readFact(state, 'service') === undefined) keepFact(state, 'service', service.id)
  if (file !== undefined) keepFact(state, 'configuration', { file, output, logs: [...pathsOf(own)] })
}

/** What tells this state from all others in its tallies, made once. */
export function sourceId(state: State): string {
  const known = readFact(state, 'source')
  if (known !== undefined) return known
  const made = randomBytes(16).toString('base64url')
  state.commit(() => keepFact(state, 'source', made))
  return made
}

/** Whether a tally was ever made of it. */
export function isExported(state: Pick<State, 'facts'>): boolean {
  return readFact(state, 'source') !== undefined
}
