import { dayText } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'
import type { TallyFile } from '../../../tally/index.ts'
import { keepSettings, readSettings } from '../settings/kept-settings.ts'
import { dayAt, type KeptFeature } from '../../../timeline/index.ts'

/** Under this name a tally says since when a feature is counted. */
export function begunName(feature: string): string {
  return `feature ${feature}`
}

/**
 * A feature begins with the last machine that counts it: before, its sum is one of some machines. What is published of it already
 * has begun.
 */
export function beginWithLast(state: State, tally: TallyFile): void {
  const settings = readSettings(state)
  if (settings === undefined) return
  const published = new Set(state.editions.spans().map(({ feature }) => feature))
  const firstOf = openBegins(tally)
  const features = settings.features.map((feature): KeptFeature => {
    const first = firstOf(feature.id)
    const isLater = first > (dayAt(feature.since) ?? 0) && feature.ended === undefined && !published.has(feature.id)
    return isLater ? { ...feature, since: dayText(indexOf<'day'>(first)) } : feature
  })
  keepSettings(state, { ...settings, features })
}

/** The first day on which a machine counts a feature: that after its newest line, where it does not know it yet. */
function openBegins({ begun, fingerprint, newestHour }: TallyFile): (feature: string) => number {
  const days = new Map(begun)
  const known = new Set(fingerprint.features.map(([id]) => id))
  const next = Math.floor(newestHour / 24) + 1
  return (feature) => (known.has(feature) ? (days.get(begunName(feature)) ?? 0) : next)
}
