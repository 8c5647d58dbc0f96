import type { Field, FormatFault, LineScanner } from '../../../domain/contracts.ts'
import { SHAPE, type ParsedFormat, type TimeForm, type Variable } from '../../plan.ts'
import { chooseFields, placesOf, planOf, type Placed } from './place-steps.ts'
import { kernelPlanOf } from './kernel-plan-of.ts'
import { scanOf } from './scan-of-plan.ts'
import type { Plan } from './step.ts'

/** Why a format string cannot be compiled, and where: columns count from 1. */
export type Fault = { readonly why: FormatFault; readonly column: number }

/** Makes the scanner of a format string that was taken apart. It keeps no state between lines. */
export function makeScanner(name: string, parsed: ParsedFormat): LineScanner | Fault {
  const [prefix, variables] = placesOf(parsed.pieces)
  const touching = variables.find((_, i) => touches(variables[i - 1]))
  if (touching !== undefined) return { why: 'variables-touch', column: touching.column }
  const chosen = chooseFields(variables)
  const time = chosen.get('time')?.variable.time
  if (time === undefined) return { why: 'no-time', column: 1 }
  if (!chosen.has('request') && !chosen.has('target')) return { why: 'no-target', column: 1 }
  if (!chosen.has('status')) return { why: 'no-status', column: 1 }
  return scannerOf(name, parsed, planOf(prefix, variables, chosen, parsed), chosen, time)
}

function touches(before: Placed | undefined): boolean {
  return before?.literal === '' && before.variable.shape !== SHAPE.spaces
}

function scannerOf(
  name: string,
  parsed: ParsedFormat,
  plan: Plan,
  chosen: ReadonlyMap<Field, Placed>,
  time: TimeForm,
): LineScanner {
  const taken = [...chosen.values()].map(({ variable }) => variable)
  const valueOf = (field: Field): Variable | undefined => chosen.get(field)?.variable
  const kernelPlan = kernelPlanOf(plan, chosen)
  return {
    name,
    fields: fieldsOf(chosen),
    zone: time.zone,
    escapes: parsed.escapes,
    targetDecoded: valueOf('target')?.decoded ?? false,
    durationUnit: valueOf('duration')?.unit ?? 's',
    bytesDash: valueOf('bytes')?.dashIsZero === true ? 'zero' : 'absent',
    cautions: [
      ...taken.flatMap(({ caution }) => caution ?? []),
      ...(parsed.forgeable ? (['forgeable'] as const) : []),
      ...(chosen.has('agent') ? [] : (['no-agent'] as const)),
      ...(chosen.has('referrer') ? [] : (['no-referrer'] as const)),
      ...(chosen.has('host') ? [] : (['no-host'] as const)),
    ],
    scan: scanOf(plan, chosen),
    ...(kernelPlan === undefined ? {} : { kernelPlan }),
    readTime: time.read,
  }
}

function fieldsOf(chosen: ReadonlyMap<Field, Placed>): ReadonlySet<Field> {
  const fields = new Set(chosen.keys())
  if (fields.has('request')) for (const part of ['method', 'target', 'protocol'] as const) fields.add(part)
  return fields
}
