import { SPAN, type Field, type KernelStep, type KernelSteps, type KernelWay } from '../../../domain/contracts.ts'
import { SHAPE } from '../../plan.ts'
import type { Placed } from './place-steps.ts'
import { isReadStraight, OPTIONAL } from './scan-of-plan.ts'
import { wayOf, type Plan, type Step } from './step.ts'

/**
 * How the kernel reads the lines that `scanStraight` reads, if all steps are of the shapes that it knows: those of the
 * stock formats of nginx and Apache.
 */
export function kernelPlanOf(plan: Plan, chosen: ReadonlyMap<Field, Placed>): KernelSteps | undefined {
  const isWhole = chosen.has('request') && isReadStraight(plan)
  const steps = plan.steps.map((step) => kernelStepOf(step))
  if (!isWhole || !steps.every((step) => step !== undefined)) return undefined
  const prefix: KernelStep = { way: 'fixed', width: 0, literal: plan.prefix, span: -1, isOptional: false }
  return { steps: [prefix, ...steps], backslash: plan.backslash, hasRequest: true }
}

const OPTIONAL_SPANS: readonly number[] = OPTIONAL.map((field) => SPAN[field])

function kernelStepOf(step: Step): KernelStep | undefined {
  const way = kernelWayOf(step)
  const { span, literal, width } = step
  return way === undefined ? undefined : { way, width, literal, span, isOptional: OPTIONAL_SPANS.includes(span) }
}

const WAYS: readonly (KernelWay | undefined)[] = ['byte', 'quotes', 'digits', 'fixed']

function kernelWayOf(step: Step): KernelWay | undefined {
  const known = WAYS[wayOf(step)]
  if (known !== undefined) return known
  if (step.shape === SHAPE.decimal) return 'decimal'
  if (step.shape !== SHAPE.text && step.shape !== SHAPE.status) return undefined
  if (step.timeAfter === undefined) return 'text'
  return step.timeAfter.clf ? 'before-clf' : 'before-fixed'
}
