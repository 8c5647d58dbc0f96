import type { LineScanner } from '../../domain/contracts.ts'
import type { Problem } from '../../domain/problem.ts'
import { judgedOf } from './alarm/sound-alarm.ts'
import type { LedgerEntry, Misfits } from './ledger.ts'

type KindsMixed = Extract<Problem, { readonly code: 'KINDS_MIXED' }>

/** Lines of JSON among text, or of text among JSON. Where no line fits, it is the format that is wrong. */
export function remarkKinds(
  file: string,
  scanner: LineScanner | undefined,
  entry: LedgerEntry,
  misfits: Misfits,
): readonly Problem[] {
  const { lines: of, misfits: unfit } = judgedOf(entry, misfits)
  if (scanner === undefined || unfit === of) return []
  return (['json', 'text'] as const).flatMap((kind): readonly KindsMixed[] => {
    const lines = entry.malformed[`is-${kind}`]
    return lines === 0 ? [] : [{ code: 'KINDS_MIXED', file, format: scanner.name, kind, lines, of, others: 0 }]
  })
}

/** The same remarks, once for each kind: of several logs, and of several stretches of one. */
export function mergeKinds(problems: readonly Problem[]): readonly Problem[] {
  const mixed = problems.filter((problem) => problem.code === 'KINDS_MIXED')
  const rest = problems.filter((problem) => problem.code !== 'KINDS_MIXED')
  return [
    ...rest,
    ...(['json', 'text'] as const).flatMap((kind) => {
      const same = mixed.filter((problem) => problem.kind === kind)
      const [first] = same
      if (first === undefined) return []
      const sum = (of: (problem: KindsMixed) => number): number => same.reduce((all, one) => all + of(one), 0)
      const others = new Set(same.map(({ file }) => file)).size - 1
      return [{ ...first, lines: sum(({ lines }) => lines), of: sum(({ of }) => of), others }]
    }),
  ]
}
