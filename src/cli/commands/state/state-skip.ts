import { skipFile } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { say } from '../../language/language.ts'
import { loadConfiguration } from '../../load-configuration.ts'
import type { StateKeyOptions } from './state-key.ts'

/** `comptage state skip FILE`: gives a file up that no run can read. */
export async function stateSkip(file: string, { config, state, quiet }: StateKeyOptions): Promise<ExitCode> {
  const path = await skipFile(loadConfiguration(config), file, state)
  if (quiet !== true)
    process.stdout.write(
      `${say({
        en: `${path}: given up; if it changes, it is looked at again`,
        fr: `${path} : abandonné ; s’il change, il est regardé de nouveau`,
      })}\n`,
    )
  return EXIT.done
}
