import { KERNEL_WAYS, type KernelStep, type KernelSteps } from '../domain/contracts.ts'
import { LAYOUT, LONGEST_LITERAL, MOST_RECORDS, RECORD_BYTES, STEP } from './layout.ts'

/** Writes steps where the kernel looks for them; false if they are too large. */
export function writeSteps(bytes: Uint8Array, { steps }: KernelSteps): boolean {
  if (steps.length > MOST_RECORDS || !steps.every(hasRoom)) return false
  for (const [position, step] of steps.entries()) writeStep(bytes, LAYOUT.plan + position * RECORD_BYTES, step)
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
