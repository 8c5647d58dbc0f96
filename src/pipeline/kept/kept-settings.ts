import type { State } from '../../state/index.ts'
import { type Settings, SETTINGS_SHAPE } from '../../timeline/index.ts'

const FACT = 'settings'

/** The last that were read: a close asks for them some fifty times. */
let parsed: { readonly text: string; readonly settings: Settings } | undefined

/** How the service was counted up to now. Undefined: it never was. */
export function readSettings({ facts }: Pick<State, 'facts'>): Settings | undefined {
  const text = facts.fact(FACT)
  if (text === undefined) return undefined
  if (parsed?.text !== text) parsed = { text, settings: SETTINGS_SHAPE.parse(JSON.parse(text)) }
  return parsed.settings
}

export function keepSettings({ facts }: State, settings: Settings): void {
  const text = JSON.stringify(settings)
  if (facts.fact(FACT) !== text) facts.keepFact(FACT, text)
}
