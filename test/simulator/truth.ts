import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dayOfText, daysOf, periodText } from '../../src/domain/calendar.ts'
import { tellHidden, type HiddenFigure } from '../../src/intruder/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { folderOf } from '../intruder/folders-of.ts'
import { SEED } from '../seed.ts'
import { drawHistory, type Theme } from './draw-history.ts'
import { usesOn, type History } from './history.ts'
import { replay } from './replay.ts'

/*
 * An interval that leaves out the truth would say of a folder that it tells what it does not, and hide what it tells: each has to
 * hold the count of the lines that were written.
 */
const HISTORIES = Number(process.env['COMPTAGE_OPERATORS'] ?? 30)
const THEMES: readonly Theme[] = ['measures', 'tables', 'beside', 'settings']
const { fresh } = testFolder('truth')

it(
  `every hidden figure lies in its interval, in ${HISTORIES} histories`,
  async () => {
    let looked = 0
    for (let n = 1; n <= HISTORIES; n++) {
      const seed = SEED + n
      const history = plain(drawHistory(seed, THEMES[n % THEMES.length]))
      const { editions } = await replay(history, join(fresh(), 'life'))
      const { figures, contradicted } = tellHidden(editions.flatMap(({ path, files }) => folderOf(path, files)))
      expect(contradicted).toEqual([])
      const counts = figures.filter(isCounted)
      for (const figure of counts) {
        const truth = truthOf(history, figure)
        const isHeld = figure.low <= truth && truth <= figure.high
        if (!isHeld) expect.fail(`history ${seed}: ${nameOf(figure)} is ${truth}, not ${figure.low} to ${figure.high}`)
      }
      looked += counts.length
    }
    expect(looked).toBeGreaterThan(HISTORIES)
  },
  240_000 + HISTORIES * 20_000,
)

/** Without what changes how lines are cut into figures, or lets them come late: the truth of those has versions. */
function plain(history: History): History {
  const isFirst = (at: number): boolean => history.steps.findIndex(({ does }) => does === 'beside') === at
  const steps = history.steps.filter((step, at) => {
    if (step.does === 'set') return step.settings.timezone === undefined && step.settings.features === undefined
    return step.does === 'days' || (step.does === 'beside' && isFirst(at))
  })
  return { ...history, steps }
}

function isCounted({ what, measure }: HiddenFigure): boolean {
  return what === 'others' || (what === 'count' && measure in COUNTED)
}

const COUNTED = {
  requests: ({ uses }: Counts) => uses,
  entries: ({ entries }: Counts) => entries,
  errors: ({ errors }: Counts) => errors,
}
type Counts = ReturnType<typeof usesOn>
const othersOf = ({ uses, entries }: Counts): number => uses - entries

/** What was written of a feature, which is one path, in the days of a period that have gone by. */
function truthOf(history: History, { feature, measure, kind, period, what }: HiddenFigure): number {
  const countOf = what === 'others' ? othersOf : COUNTED[measure as keyof typeof COUNTED]
  const first = dayOfText(history.start) ?? 0
  const gone = history.steps.reduce((sum, step) => (step.does === 'days' ? sum + step.days : sum), 0)
  const { from, to } = daysOf(kind, period)
  let sum = 0
  for (let day = Math.max(from - first, 0); day <= Math.min(to - first, gone - 1); day++)
    sum += countOf(usesOn(history, `/${feature}`, day))
  return sum
}

function nameOf({ service, feature, measure, kind, period, what, file }: HiddenFigure): string {
  return `${service}, ${what} of ${measure} of ${feature} in ${periodText(kind, period)} (${file})`
}
