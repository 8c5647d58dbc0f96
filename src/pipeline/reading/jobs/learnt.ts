import type { AgentClass } from '../../../domain/contracts.ts'
import type { CountPlan } from '../../plan-count.ts'

/** What was found out about paths, agents and the like, as one thread hands it to others: in memory that they share. */
export type Learnt = { readonly memories: Uint8Array; readonly agents: readonly AgentClass[] }

export function learntBy({ kernel, agents }: CountPlan): Learnt {
  const memories = new Uint8Array(new SharedArrayBuffer(kernel.memories.length))
  memories.set(kernel.memories)
  return { memories, agents: agents.known?.classes ?? [] }
}

/**
 * Takes the place of what was known: of the same request, so that both mean the same. Nothing does where one of the two has no memory
 * of the kernel: positions of agents mean something beside their own classes alone.
 */
export function takeUpLearnt({ kernel, agents }: CountPlan, learnt: Learnt): void {
  if (kernel.memories.length === 0 || learnt.memories.length === 0) return
  kernel.memories.set(learnt.memories)
  agents.known?.takeUp(learnt.agents)
}
