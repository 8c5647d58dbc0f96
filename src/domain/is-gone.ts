import { errnoOf } from './problem.ts'

/**
 * Whether a process is no more, so that what it was writing stays half.
 *
 * @param reach sends it the signal 0, which only asks
 */
export function isGone(reach: () => void): boolean {
  try {
    reach()
    return false
  } catch (error) {
    // EPERM: somebody else's, and at work.
    return errnoOf(error) === 'ESRCH'
  }
}
