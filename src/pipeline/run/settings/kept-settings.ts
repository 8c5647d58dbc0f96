import type { State } from '../../../state/index.ts'
import { SETTINGS_SHAPE, type Settings } from './settings.ts'

const FACT = 'settings'

/** How the service was counted up to now. Undefined: it never was. */
export function readSettings({ facts }: State): Settings | undefined {
  const text = facts.fact(FACT)
  return text === undefined ? undefined : SETTINGS_SHAPE.parse(JSON.parse(text))
}

export function keepSettings({ facts }: State, settings: Settings): void {
  const text = JSON.stringify(settings)
  if (facts.fact(FACT) !== text) facts.keepFact(FACT, text)
}
