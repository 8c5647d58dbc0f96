import { checkState } from '../../../pipeline/index.ts'
import { exitCodeOf, type ExitCode } from '../../exit-code.ts'
import { grouped, say } from '../../language/language.ts'
import { loadConfiguration } from '../../load-configuration.ts'
import { showProblems } from '../../show-problems.ts'
import type { StateKeyOptions } from './state-key.ts'

/** `comptage state check`: whether what is kept adds up. */
export async function stateCheck({ config, state, quiet }: StateKeyOptions): Promise<ExitCode> {
  const { folder, linesRead, version = '–', problems } = await checkState(loadConfiguration(config), state)
  if (problems.length === 0 && quiet !== true)
    process.stdout.write(
      `${say({
        en: `${folder}: in order; ${grouped(linesRead)} lines, published version ${version}`,
        fr: `${folder} : en ordre ; ${grouped(linesRead)} lignes, version publiée ${version}`,
      })}\n`,
    )
  showProblems(problems)
  return exitCodeOf(problems)
}
