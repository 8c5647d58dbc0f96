import { makeNoiseKey } from '../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'

export type StateKeyOptions = { readonly config?: string; readonly state?: string; readonly quiet?: true }

/** `comptage state key`: makes the service's key to its noise, once. It is never shown. */
export function stateKey({ config, state, quiet }: StateKeyOptions): ExitCode {
  const { path, isNew } = makeNoiseKey(loadConfiguration(config), state)
  if (quiet !== true)
    process.stdout.write(
      isNew ? `${path}: made; keep a copy in a safe place\n` : `${path}: is there already, and stays as it is\n`,
    )
  return EXIT.done
}
