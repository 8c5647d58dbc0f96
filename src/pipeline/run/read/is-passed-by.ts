import type { State } from '../../../state/index.ts'

/** An archive that was read to its end, and did not change when it was found: thousands of them are passed in a moment. */
export function isPassedBy({ logs }: State, fileKey: string): boolean {
  return logs.doneAs(fileKey) !== undefined || logs.isSkipped(fileKey)
}
