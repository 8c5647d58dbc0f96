import type { State } from '../../../state/index.ts'

/** The day of the newest line of the service, on whatever machine; −1: there is none. */
export function newestDayOf({ logs, sources }: State): number {
  const own = logs.logs().map(({ lastDay }) => lastDay)
  const others = [...sources.named().values()].flatMap((source) => source.logs.map(([lastDay]) => lastDay))
  return Math.max(-1, ...own, ...others)
}
