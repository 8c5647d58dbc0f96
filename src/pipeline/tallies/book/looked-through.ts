import type { Configuration } from '../../../domain/service.ts'
import type { TallyFile } from '../../../tally/index.ts'
import { wallClock } from '../../run/clock/clock.ts'
import { isGivenUp } from '../../../timeline/index.ts'

/**
 * The hour up to which every machine has looked through its logs, and whether some were not waited for, since they were silent
 * for as long as `run` would wait for a source. One pass over logs says nothing of the kind.
 */
export function lookedThrough(
  { timezone, silenceHours }: Pick<Configuration, 'timezone' | 'silenceHours'>,
  sources: TallyFile['sources'],
  newestDay: number,
): { readonly hour: number; readonly isLeftBehind: boolean } {
  const machines = sources.flatMap(({ id, scanned }) =>
    scanned === null ? [] : [{ id, scannedHour: wallClock(scanned, timezone).hour }],
  )
  const awaited = machines.filter((machine) => !isGivenUp(machine, { newestDay, silenceHours }))
  return {
    hour: awaited.reduce((least, { scannedHour }) => Math.min(least, scannedHour), Infinity),
    isLeftBehind: awaited.length < machines.length,
  }
}
