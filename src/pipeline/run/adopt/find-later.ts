import { isDeepStrictEqual } from 'node:util'
import { periodOf } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { Release } from '../../../domain/change.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import { daysWithLines } from '../../kept/days-of-state.ts'
import { releasesOf } from '../../kept/releases.ts'
import { kindOf } from '../../../domain/series-of.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { publicSettings } from '../settings/settings-of-plan.ts'
import type { Closed, Frozen, Taken } from './taken.ts'
import { readStanding } from '../../kept/read-timeline.ts'
import { type Settings, SETTINGS_SHAPE } from '../../../timeline/index.ts'

/** What a folder has that an earlier state of its service has not: its releases, rows, months, and what closed since. */
export type Later = Taken & { readonly closed: readonly Closed[] }

type Refused = Extract<
  Extract<Problem, { readonly code: 'ADOPT_REFUSED' }>['why'],
  'state-in-use' | 'other-history' | 'counted-otherwise'
>

/** What came after all that a state has published; or why it cannot go on there: the folder is not what became of this state. */
export function findLater(state: State, taken: Taken): Later | Refused {
  const releases = releasesLater(releasesOf(state), taken.publication.history ?? [])
  if (releases === undefined) return 'other-history'
  if (releases.length === 0) return 'state-in-use'
  const settings = settingsLater(readSettings(state), taken.settings)
  if (settings === undefined || releases.some(isBroken)) return 'counted-otherwise'
  const later = figuresLater(state, taken)
  if (later === undefined) return 'other-history'
  const months = new Set(state.editions.quality().map(({ month }) => month))
  return {
    ...taken,
    ...later,
    publication: { ...taken.publication, history: releases },
    quality: taken.quality.filter(({ month }) => !months.has(month)),
    settings,
  }
}

function releasesLater(own: readonly Release[], history: readonly Release[]): readonly Release[] | undefined {
  return isDeepStrictEqual(history.slice(0, own.length), own) ? history.slice(own.length) : undefined
}

/** Lines of before a break, counted again, would count as those of after it. */
function isBroken({ changes }: Release): boolean {
  return changes.some((change) => 'date' in change)
}

/** Rows and periods that came later, beside all that was published and closed before. Undefined: that is not there any more. */
function figuresLater(state: State, { rows, frozen, settings }: Taken): Pick<Later, 'rows' | 'closed'> | undefined {
  const later = rowsLater(state.editions.published(), rows)
  if (later === undefined || !frozen.every((one) => holdsAll(state, one))) return undefined
  const closed = closedLater(state, frozen)
  const known = new Set(closed.map(({ kind, period }) => `${kind} ${period}`))
  if (!later.every(({ series, period }) => known.has(`${kindOf(series)} ${period}`))) return undefined
  return { rows: later, closed: closed.filter(({ kind }) => settings.tables.some(({ period }) => period === kind)) }
}

/** Texts may be others; what a folder does not tell is as it was. Undefined: it was counted in another way since. */
function settingsLater(own: Settings | undefined, later: Settings): Settings | undefined {
  if (own === undefined || !isDeepStrictEqual(withoutTexts(own), withoutTexts(later))) return undefined
  return { ...own, texts: later.texts, language: later.language, ...(later.signed && { signed: later.signed }) }
}

function withoutTexts(settings: Settings): unknown {
  const told = SETTINGS_SHAPE.parse(JSON.parse(JSON.stringify(publicSettings(settings))))
  return { ...told, texts: undefined, language: undefined, signed: undefined }
}

/** The rows of periods that were not published. Undefined: what was published stands there with other figures, or not at all. */
function rowsLater(own: readonly PublishedRow[], rows: readonly PublishedRow[]): readonly PublishedRow[] | undefined {
  const periods = new Set(own.map(periodOfRow))
  const figures = new Set(own.filter(hasFigure).map(textOf))
  const again = rows.filter((row) => periods.has(periodOfRow(row)))
  const shown = again.filter(hasFigure)
  const isSame = shown.length === figures.size && shown.every((row) => figures.has(textOf(row)))
  const stands = new Set(again.map(periodOfRow))
  return isSame && stands.size === periods.size ? rows.filter((row) => !periods.has(periodOfRow(row))) : undefined
}

// A measure that came later stands empty in earlier rows.
const hasFigure = ({ count }: PublishedRow): boolean => count !== null
const periodOfRow = ({ series, period }: PublishedRow): string => `${series} ${period}`

function textOf({ series, period, revision, feature, cell, measure, count }: PublishedRow): string {
  return JSON.stringify([series, period, revision, feature, cell, measure, count])
}

/** Whether all that is closed here is closed there. */
function holdsAll({ editions }: State, { kind, through, open }: Frozen): boolean {
  const last = editions.frozenThrough().get(kind) ?? -1
  const held = editions.held(kind)
  return through >= last && open.every((period) => period > last || held.has(period))
}

/** What is closed there and not here, with and without rows. */
function closedLater(state: State, frozen: readonly Frozen[]): readonly Closed[] {
  const { isFrozen } = readStanding(state)
  const [first = indexOf<'day'>(0)] = daysWithLines(state)
  return frozen.flatMap(({ kind, through, open }) => {
    const still = new Set(open)
    const closed: Closed[] = []
    for (let period: number = periodOf(kind, first); period <= through; period++)
      if (!isFrozen(kind, period) && !still.has(period)) closed.push({ kind, period })
    return closed
  })
}
