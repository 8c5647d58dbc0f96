import { KERNEL_WAYS, type KernelPlan, type KernelStep } from '../domain/contracts.ts'
import { LAYOUT, LONGEST_LITERAL, MOST_STEPS, STEP } from './layout.ts'

/** Writes a plan where the kernel looks for it; false if it is too large. */
export function writePlan(bytes: Uint8Array, { steps }: KernelPlan): boolean {
  if (steps.length > MOST_STEPS || !steps.every(hasRoom)) return false
  for (const [position, step] of steps.entries()) writeStep(bytes, LAYOUT.plan + position * STEP.size, step)
  return true
}

function hasRoom({ literal, width }: KernelStep): boolean {
  return literal.length <= LONGEST_LITERAL && width <= 0xff
}

function writeStep(bytes: Uint8Array, at: number, { way, literal, width, span, isOptional }: KernelStep): void {
  bytes[at] = KERNEL_WAYS.indexOf(way)
  bytes[at + STEP.literalLength] = literal.length
  bytes[at + STEP.width] = width
  bytes[at + STEP.span] = span
  bytes[at + STEP.isOptional] = isOptional ? 1 : 0
  bytes.set(literal, at + STEP.literal)
}
