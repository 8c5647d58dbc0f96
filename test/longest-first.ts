import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { LONGEST } from './longest.js'

/**
 * None of those is left to one core while the other has nothing to do; after them, as vitest has it. One project after
 * another: a worker is stopped, with the modules it has read, when the next file is of another.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = this.ctx.projects
    const sorted = await super.sort(files)
    return sorted.toSorted(
      (one, other) => projects.indexOf(one.project) - projects.indexOf(other.project) || rankOf(one) - rankOf(other),
    )
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
  return rank < 0 ? LONGEST.length : rank
}
