import type { DayIndex } from '../../domain/calendar.ts'
import { hasState, refuseKeyOfAnother, stateFolderOf } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { withOwnState } from '../kept/own-state.ts'
import type { SettingsChange } from '../../timeline/index.ts'
import { changesToCome } from '../tallies/begin-with-machine.ts'
import { firstPublishedDay } from '../kept/days-of-state.ts'

export type Changing = {
  /** That was asked. */
  readonly folder: string
  /** Undefined: nothing is kept there. */
  readonly settingsChanges: readonly SettingsChange[] | undefined
  /** The first day that is published, where `since:` names a later one, which then has no effect. */
  readonly publishedBefore?: DayIndex
}

/**
 * What the next run would change of the way of counting, told beforehand.
 *
 * @throws ProblemError STATE_OF_ANOTHER
 */
export async function whatWouldChange(plan: CountPlan, named?: string): Promise<Changing> {
  const { since } = plan.configuration
  const folder = stateFolderOf(plan.configuration, named)
  if (!hasState(folder)) {
    refuseKeyOfAnother(folder, plan.configuration.service.id)
    return { folder, settingsChanges: undefined }
  }
  return withOwnState(plan.configuration, folder, 'read', async (state) => {
    const first = firstPublishedDay(state)
    const isLate = since !== undefined && first !== undefined && since > first
    return {
      folder,
      settingsChanges: await changesToCome(plan, state),
      ...(isLate && { publishedBefore: first }),
    }
  })
}
