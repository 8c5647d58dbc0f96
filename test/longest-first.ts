import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, longest first: none is left to one core while the other has nothing to do. */
const LONGEST = [
  'properties/run-exactly-once',
  'properties/lookalikes',
  'properties/wrapped-as-plain',
  'run/many-archives',
  'run/killed',
  'properties/no-small-count',
  'publish/standards/every-validator',
  'run/rotated',
  'properties/identity-does-not-matter',
  'source/thread',
  'properties/merged-is-one-count',
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
