import type { FormatCaution } from '../../domain/contracts.ts'
import type { Dimension, Measure } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import type { FileCounted } from '../reading/count-file.ts'
import { scannersOf } from '../reading/open-lines.ts'
import type { CountPlan } from '../plan-count.ts'

/** What formats cannot give, or give badly, once a format, where the configuration wants it. */
export function cautionsOf(plan: CountPlan, files: readonly FileCounted[]): readonly Problem[] {
  const said = new Set<string>()
  return files.flatMap(({ ledger: { file }, ...read }) =>
    scannersOf(read).flatMap(({ name: format, cautions, unitless }) =>
      cautions.flatMap((caution): Problem[] => {
        const key = `${format} ${caution}`
        if (said.has(key) || !matters(plan, caution)) return []
        said.add(key)
        const named = caution === 'ambiguous-duration' && unitless !== undefined ? { key: unitless } : {}
        return [{ code: 'FORMAT_CAUTION', file, format, caution, ...named }]
      }),
    ),
  )
}

function matters(plan: CountPlan, caution: FormatCaution): boolean {
  if (caution === 'no-host') return plan.patterns.hosts.length > 0
  if (caution === 'no-referrer') return isWanted(plan, 'entries') || isWanted(plan, 'referrer')
  return caution !== 'bytes-with-headers' || isWanted(plan, 'bytes')
}

function isWanted({ specs }: CountPlan, word: Measure | Dimension): boolean {
  return specs.some(({ measures, dimensions }) => [...measures, ...dimensions].some((wanted) => wanted === word))
}
