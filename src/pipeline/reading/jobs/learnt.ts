import type { AgentClass } from '../../../domain/contracts.ts'
import type { CountPlan } from '../../plan-count.ts'

/** What was found out about paths, agents and the like, as one thread hands it to others: in memory that they share. */
export type Learnt = { readonly memories: Uint8Array; readonly agents: readonly AgentClass[] }

export function learntBy({ kernel, agents }: CountPlan): Learnt {
  const memories = new Uint8Array(new SharedArrayBuffer(kernel.memories.length))
  memories.set(kernel.memories)
  return { memories, agents: agents.known?.classes ?? [] }
}

/** Takes the place of what was known: of the same request, so that both mean the same. */
export function takeUpLearnt({ kernel, agents }: CountPlan, learnt: Learnt): void {
  kernel.memories.set(learnt.memories)
  agents.known?.takeUp(learnt.agents)
}
