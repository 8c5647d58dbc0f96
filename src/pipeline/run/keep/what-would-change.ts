import { hasState, stateFolderOf } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { openOwnState } from '../own-state.ts'
import type { Turn } from '../settings/turn.ts'
import { compareWithState } from '../settings/turn-settings.ts'

/**
 * What the next run would change of the way of counting, told beforehand.
 *
 * @returns the folder that was asked, and undefined where nothing is kept there
 * @throws ProblemError STATE_OF_ANOTHER
 */
export async function whatWouldChange(
  plan: CountPlan,
  named?: string,
): Promise<{ readonly folder: string; readonly turns: readonly Turn[] | undefined }> {
  const folder = stateFolderOf(plan.configuration, named)
  if (!hasState(folder)) return { folder, turns: undefined }
  const state = await openOwnState(plan.configuration, folder, 'read')
  try {
    return { folder, turns: compareWithState(plan, state)?.turns ?? [] }
  } finally {
    state.close()
  }
}
