import { checkState, makeNoiseKey, makeNoiseKeyIn, skipFile } from '../../pipeline/index.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import type { Both } from '../../domain/service.ts'
import { grouped, say } from '../language/language.ts'
import { findConfiguration, loadConfiguration } from '../load-configuration.ts'
import { showProblems } from '../show-problems.ts'
import type { Shared } from '../shared-options.ts'

type StateOptions = Shared<'config' | 'state' | 'quiet'>

/** `comptage state key`: makes the service's key to its noise, once. It is never shown. */
export async function stateKey({ config, state, quiet }: StateOptions): Promise<ExitCode> {
  const { path, isNew } = await makeKey(config, state)
  const made = {
    en: `${path}: made; keep a copy in a safe place`,
    fr: `${path} : faite ; gardez-en une copie en lieu sûr`,
  }
  const kept = {
    en: `${path}: is there already, and stays as it is`,
    fr: `${path} : existe déjà, et reste telle quelle`,
  }
  tell(isNew ? made : kept, quiet)
  return EXIT.done
}

/** The folder of --state needs no configuration; one that is there keeps the key out of what it publishes. */
async function makeKey(config: string | undefined, state: string | undefined): ReturnType<typeof makeNoiseKey> {
  if (state === undefined) return makeNoiseKey(loadConfiguration(config))
  const found = findConfiguration(config)
  return found === undefined ? makeNoiseKeyIn(state) : makeNoiseKey(found, state)
}

/** `comptage state check`: whether what is kept adds up. */
export async function stateCheck({ config, state, quiet }: StateOptions): Promise<ExitCode> {
  const { folder, linesRead, version = '–', problems } = await checkState(loadConfiguration(config), state)
  const inOrder = {
    en: `${folder}: in order; ${grouped(linesRead)} lines, published version ${version}`,
    fr: `${folder} : en ordre ; ${grouped(linesRead)} lignes, version publiée ${version}`,
  }
  if (problems.length === 0) tell(inOrder, quiet)
  showProblems(problems)
  return exitCodeOf(problems)
}

/** `comptage state skip FILE`: gives a file up that no run can read. */
export async function stateSkip(file: string, { config, state, quiet }: StateOptions): Promise<ExitCode> {
  const path = await skipFile(loadConfiguration(config), file, state)
  const givenUp = {
    en: `${path}: given up; if it changes, it is looked at again`,
    fr: `${path} : abandonné ; s’il change, il est regardé de nouveau`,
  }
  tell(givenUp, quiet)
  return EXIT.done
}

function tell(words: Both, quiet: true | undefined): void {
  if (quiet !== true) process.stdout.write(`${say(words)}\n`)
}
