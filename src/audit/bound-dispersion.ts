import type { Bounds, KnownUses } from '../domain/sure-verdicts.ts'
import { dispersionOf, sum } from './statistics.ts'

/** Uses of a feature in one period, and of all other features that were there all along. */
type UsesBeside = { readonly own: KnownUses; readonly others: KnownUses }

/** What φ may be, whatever the hidden days are (see `dispersionOf`). It is never below 1. */
export function boundDispersion(parts: readonly UsesBeside[]): Bounds {
  if (parts.every(({ own, others }) => [...own.days, ...others.days].every(({ least, most }) => least === most))) {
    const phi = dispersionOf(
      parts.map(({ own, others }) => ({
        uses: own.days.map(({ least }) => least),
        all: own.days.map(({ least }, day) => least + at(others, day).least),
      })),
    )
    return { least: phi, most: phi }
  }
  const bounded = parts.map(boundPart)
  const [chiSquare, degrees] = [sum(bounded.map((one) => one.most)), sum(bounded.map((one) => one.degrees))]
  // A period without a use would be left out: no more than the larger of both, then.
  const isWhole = parts.every(({ own }) => own.sum.least > 0)
  const most = isWhole ? chiSquare / degrees : Math.max(...bounded.map((one) => one.most / one.degrees))
  return { least: 1, most: Number.isFinite(most) ? Math.max(1, most) * SLACK : Infinity }
}

/** So that no rounding decides. */
const SLACK = 1 + 1e-9

function at({ days }: KnownUses, day: number): Bounds {
  return days[day] ?? { least: 0, most: 0 }
}

/**
 * The most that χ² can be. A day's term is convex in its uses and in what is expected of it, so it is greatest in a corner; what is
 * hidden goes where it adds most.
 */
function boundPart({ own, others }: UsesBeside): { readonly most: number; readonly degrees: number } {
  const days = own.days.filter(({ least }, day) => least + at(others, day).least > 0).length
  if (days < 2 || !Number.isFinite(own.sum.most + others.sum.most)) return { most: Infinity, degrees: 1 }
  const part = Math.max(1, own.sum.least)
  const share = {
    least: part / (part + others.sum.most),
    most: own.sum.most / Math.max(1, own.sum.most + others.sum.least),
  }
  let most = 0
  let rest = own.sum.most - sum(own.days.map(({ least }) => least))
  const gains: { readonly room: number; readonly gain: number }[] = []
  own.days.forEach((uses, day) => {
    const low = termOf(uses.least, share, at(others, day))
    most += low
    const room = Math.min(rest, uses.most - uses.least)
    const gain = termOf(uses.least + room, share, at(others, day)) - low
    if (gain > 0) gains.push({ room, gain })
  })
  for (const { room, gain } of gains.sort((a, b) => b.gain / b.room - a.gain / a.room)) {
    const taken = Math.min(rest, room)
    rest -= taken
    most += (gain * taken) / room
  }
  return { most, degrees: days - 1 }
}

function termOf(uses: number, share: Bounds, others: Bounds): number {
  const expected = [share.least * (uses + others.least), share.most * (uses + others.most)]
  return Math.max(...expected.map((one) => (one > 0 ? (uses - one) ** 2 / one : 0)))
}
