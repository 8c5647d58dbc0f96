import { withThreshold } from '../../../protect/index.ts'
import { distinctSteps, isAhead, turnSteps } from './turn-steps.ts'
import type { Turn, TurnDays } from './turn.ts'
import type { KeptTable, Threshold } from '../../../timeline/index.ts'

type Protections = readonly Step[]
type Step = KeptTable['protections'][number]

/** The days of a change, and the thresholds of the service with it. */
export type TurnAround = TurnDays & { readonly thresholds: readonly Threshold[] }

type Turned = { readonly protections: Protections; readonly turns: readonly Turn[] }

/** How a table is protected from now on: its level turns by itself, its threshold with that of the service. */
export function turnProtection(
  table: string,
  { protections, ended }: KeptTable,
  wanted: Step['protection'],
  around: TurnAround,
): Turned {
  const known = ended === undefined ? protections : protectionsUntil(protections, ended)
  const past = known.filter(({ from }) => !isAhead(from, around))
  const { steps, undone, begins } = turnSteps(levelsOf(known), levelOf({ protection: wanted }), around)
  const planned = withThresholds(steps, around.thresholds)
  const isNext = (step: Step): boolean => isAhead(step.from, around) || (ended !== undefined && isAfter(ended)(step))
  const { level } = wanted
  return {
    protections: past.length === 0 ? planned : [...past, ...planned.filter(isNext)],
    turns: [
      ...undone.map(({ from }) => keptTurn(table, from)),
      ...(begins === undefined
        ? []
        : [{ change: { kind: 'protection-changed', table, level, date: begins } } satisfies Turn]),
    ],
  }
}

/** A table that is gone stays as it was protected: what was announced for it never begins. */
export function endProtection(table: string, protections: Protections, ended: string): Turned {
  const undone = levelsOf(protections).filter(isAfter(ended))
  return {
    protections: protectionsUntil(protections, ended),
    turns: undone.flatMap(({ from }) => (from === undefined ? [] : keptTurn(table, from))),
  }
}

function protectionsUntil(protections: Protections, ended: string): Protections {
  return protections.filter((step) => !isAfter(ended)(step))
}

function isAfter(day: string): (step: Step) => boolean {
  return ({ from }) => from !== undefined && from > day
}

function levelsOf(protections: Protections): Protections {
  return distinctSteps(protections.map(levelOf))
}

/** Without the threshold of the service; what noise needs stays. */
function levelOf(step: Step): Step {
  return { ...step, protection: withThreshold(step.protection, 0) }
}

/** Each of the levels with the thresholds that hold while it does. One that is new has those of before, though no row then. */
export function withThresholds(levels: Protections, thresholds: readonly Threshold[]): Protections {
  const days = [...new Set([...levels, ...thresholds].map(({ from = BEGINNING }) => from))].sort()
  return distinctSteps(
    days.flatMap((day): readonly Step[] => {
      const [level, threshold] = [stepOn(levels, day), stepOn(thresholds, day)]
      if (level === undefined || threshold === undefined) return []
      const protection = withThreshold(level.protection, threshold.k)
      return [{ ...(day !== BEGINNING && { from: day }), protection }]
    }),
  )
}

const BEGINNING = ''

function stepOn<T extends { readonly from?: string }>(steps: readonly T[], day: string): T | undefined {
  return steps.findLast(({ from = BEGINNING }) => from <= day)
}

function keptTurn(table: string, planned: string): Turn {
  return { change: { kind: 'protection-kept', planned, table } }
}
