import { makeNoiseKey, makeNoiseKeyIn } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { say, type Both } from '../../language/language.ts'
import { findConfiguration, loadConfiguration } from '../../load-configuration.ts'

export type StateKeyOptions = { readonly config?: string; readonly state?: string; readonly quiet?: true }

/** `comptage state key`: makes the service's key to its noise, once. It is never shown. */
export async function stateKey({ config, state, quiet }: StateKeyOptions): Promise<ExitCode> {
  const { path, isNew } = await makeKey(config, state)
  if (quiet !== true) process.stdout.write(`${say(isNew ? made(path) : kept(path))}\n`)
  return EXIT.done
}

/** The folder of --state needs no configuration; one that is there keeps the key out of what it publishes. */
async function makeKey(config: string | undefined, state: string | undefined): ReturnType<typeof makeNoiseKey> {
  if (state === undefined) return makeNoiseKey(loadConfiguration(config))
  const found = findConfiguration(config)
  return found === undefined ? makeNoiseKeyIn(state) : makeNoiseKey(found, state)
}

function made(path: string): Both {
  return { en: `${path}: made; keep a copy in a safe place`, fr: `${path} : faite ; gardez-en une copie en lieu sûr` }
}

function kept(path: string): Both {
  return { en: `${path}: is there already, and stays as it is`, fr: `${path} : existe déjà, et reste telle quelle` }
}
