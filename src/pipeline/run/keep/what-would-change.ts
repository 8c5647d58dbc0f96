import { hasState, openState, stateFolderOf } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import type { Turn } from '../settings/turn.ts'
import { compareWithState } from '../settings/turn-settings.ts'

/**
 * What the next run would change of the way of counting, told beforehand.
 *
 * @returns the folder that was asked, and undefined where nothing is kept there
 */
export async function whatWouldChange(
  plan: CountPlan,
  named?: string,
): Promise<{ readonly folder: string; readonly turns: readonly Turn[] | undefined }> {
  const folder = stateFolderOf(plan.configuration, named)
  if (!hasState(folder)) return { folder, turns: undefined }
  const state = await openState(folder, 'read')
  try {
    return { folder, turns: compareWithState(plan, state)?.turns ?? [] }
  } finally {
    state.close()
  }
}
