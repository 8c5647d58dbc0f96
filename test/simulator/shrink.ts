import type { History, Settings, Step } from './history.ts'

/** The shortest history found that fails as this one does: without steps, seeded days, paths and tables that it does not need. */
export async function shrink(history: History, fails: (history: History) => Promise<boolean>): Promise<History> {
  let shortest = history
  const shorten = async <T>(
    parts: readonly T[],
    withParts: (of: History, left: readonly T[]) => History,
  ): Promise<void> => {
    const left = await fewest(parts, (some) => fails(withParts(shortest, some)))
    shortest = withParts(shortest, left)
  }
  for (let before = ''; before !== JSON.stringify(shortest);) {
    before = JSON.stringify(shortest)
    await shorten(shortest.steps, (of, steps) => ({ ...of, steps }))
    const joined = { ...shortest, steps: joinDays(shortest.steps) }
    if (joined.steps.length < shortest.steps.length && (await fails(joined))) shortest = joined
    await shorten(shortest.seeded, (of, seeded) => ({ ...of, seeded }))
    await shorten(shortest.silent, (of, silent) => ({ ...of, silent }))
    await shorten(Object.entries(shortest.usual), (of, usual) => withPaths({ ...of, usual: Object.fromEntries(usual) }))
    await shorten(shortest.settings.tables, (of, tables) => ({ ...of, settings: { ...of.settings, tables } }))
  }
  return shortest
}

function joinDays(steps: readonly Step[]): readonly Step[] {
  return steps.reduce<readonly Step[]>((joined, step) => {
    const last = joined.at(-1)
    if (step.does !== 'days' || last?.does !== 'days') return [...joined, step]
    return [...joined.slice(0, -1), { does: 'days', days: last.days + step.days }]
  }, [])
}

/** Without features of which no path is left, and what happened to those paths. */
function withPaths(history: History): History {
  const isLeft = (path: string): boolean => path in history.usual
  const onlyLeft = (features: Settings['features']): Settings['features'] =>
    Object.fromEntries(
      Object.entries(features).flatMap(([id, paths]) => {
        const left = paths.filter(isLeft)
        return left.length === 0 ? [] : [[id, left]]
      }),
    )
  return {
    ...history,
    seeded: history.seeded.filter(({ path }) => isLeft(path)),
    settings: { ...history.settings, features: onlyLeft(history.settings.features) },
    steps: history.steps.flatMap((step): readonly Step[] => {
      if (step.does === 'late') return isLeft(step.path) ? [step] : []
      if (step.does === 'beside')
        return [{ ...step, settings: { ...step.settings, features: onlyLeft(step.settings.features) } }]
      const features = step.does === 'set' ? step.settings.features : undefined
      if (step.does !== 'set' || features === undefined) return [step]
      return [{ ...step, settings: { ...step.settings, features: onlyLeft(features) } }]
    }),
  }
}

/** As few of some parts as still fail: halves, quarters … are taken away while that goes (ddmin). */
async function fewest<T>(parts: readonly T[], fails: (parts: readonly T[]) => Promise<boolean>): Promise<readonly T[]> {
  let left = parts
  for (let size = Math.ceil(left.length / 2); size >= 1 && left.length > 0;) {
    let at = 0
    const before = left.length
    while (at < left.length) {
      const without = [...left.slice(0, at), ...left.slice(at + size)]
      if (await fails(without)) left = without
      else at += size
    }
    if (size === 1 && left.length === before) break
    if (left.length === before || size > left.length) size = Math.max(1, Math.floor(size / 2))
  }
  return left
}
