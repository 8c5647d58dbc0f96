import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, longest first: none is left to one core while the other has nothing to do. */
const LONGEST = [
  'properties/run-exactly-once',
  'real/sentinels',
  'run/killed',
  'properties/lookalikes',
  'properties/wrapped-as-plain',
  'run/trouble',
  'verify/verify-folder',
  'publish/standards/every-validator',
  'properties/machines-are-one-service',
  'run/many-archives',
  'run/rotated',
  'source/thread',
  'protect/attacks/noise-attacks',
  'protect/attacks/cross-attacks',
  'protect/revision-audit',
  'browser/page',
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
