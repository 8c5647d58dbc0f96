import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, longest first: none is left to one core while the other has nothing to do. */
const LONGEST = [
  'browser/page',
  'run/adopting-earlier',
  'run/returning',
  'real/sentinels',
  'run/every-change',
  'run/joining',
  'source/archives',
  'run/killed',
  'properties/machines-are-one-service',
  'properties/run-exactly-once',
  'source/thread',
  'verify/verify-folder',
  'cli/audit',
  'protect/attacks/noise-attacks',
  'run/revising',
  'run/rotated',
  'publish/standards/every-validator',
  'properties/lookalikes',
  'run/renaming',
  'run/changing',
  'cli/count',
  'protect/attacks/cross-attacks',
  'privacy/canary',
  'run/trouble',
]

/** After those, as vitest has it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
  return rank < 0 ? LONGEST.length : rank
}
