import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, longest first: none is left to one core while the other has nothing to do. */
const LONGEST = [
  'browser/page',
  'run/adopting-earlier',
  'real/sentinels',
  'protect/attacks/noise-attacks',
  'run/every-change',
  'protect/attacks/silent-days',
  'privacy/every-command',
  'properties/mixed-formats',
  'run/returning',
  'config/texts',
  'run/details',
  'protect/attacks/cross-attacks',
  'protect/attacks/noisy-inversion',
  'protect/inversion-audit',
  'run/one-threshold',
  'run/later-tier',
  'protect/revision-audit',
  'properties/companions-by-any-run',
  'properties/lookalikes',
  'publish/killed-publishing',
  'verify/verify-folder',
  'run/trouble',
  'cli/count',
  'docs/commands',
  'run/adopting-levels',
  'format/detect-format',
  'run/changing',
  'run/killed',
  'source/thread',
  'properties/run-exactly-once',
  'source/archives',
  'run/renaming',
  'run/injected',
  'properties/changes-tell-nothing',
  'run/changed-format',
  'run/rotated',
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
