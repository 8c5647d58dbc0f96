import { exportState } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { loadConfiguration } from '../../load-configuration.ts'
import { tellTally } from '../../report/tally-note.ts'
import type { Shared } from '../../shared-options.ts'

type ExportOptions = Shared<'config' | 'state' | 'quiet'> & {
  readonly tally: string
  readonly lockWait?: number
}

/** `comptage export`: what runs have counted, as a file. */
export async function exportTally({ tally, config, state, lockWait, quiet }: ExportOptions): Promise<ExitCode> {
  const by = await exportState({
    configuration: loadConfiguration(config),
    tally,
    ...(state !== undefined && { state }),
    ...(lockWait !== undefined && { lockWaitMs: lockWait * 1000 }),
  })
  if (quiet !== true) tellTally(tally, by)
  return EXIT.done
}
