import type { AuditDone, HiddenDays } from '../../../pipeline/index.ts'

/** What stands before a figure: nothing, that it is the least, or that it is near. */
type Mark = '' | '≥ ' | '≈ '

/** How the figures of a feature are to be read. */
export type Marks = Readonly<Record<'uses' | 'requests' | 'share' | 'errorRate' | 'change', Mark>>

export const NONE_HIDDEN: HiddenDays = { uses: 0, usesBefore: 0, entries: 0, errors: 0, lastUse: 0 }

/** Of what is hidden: a share is of a sum of which some may be, a change is held against that of the others. */
export function marksOf({ hidden }: Pick<AuditDone, 'hidden'>, id: string): Marks {
  const own = hidden.get(id) ?? NONE_HIDDEN
  const all = [...hidden.values()]
  const atLeast = (days: number): Mark => (days > 0 ? '≥ ' : '')
  return {
    uses: atLeast(own.uses),
    requests: atLeast(own.uses + own.errors),
    share: all.some(({ uses }) => uses > 0) ? '≈ ' : '',
    errorRate: own.uses > 0 ? '≈ ' : atLeast(own.errors),
    change: all.some(({ uses, usesBefore }) => uses + usesBefore > 0) ? '≈ ' : '',
  }
}
