import type { Command } from 'commander'
import type { Both } from '../language/language.ts'

/** A line to type, and what it does. */
export type Example = { readonly line: string; readonly does?: Both }

const EXAMPLES = new WeakMap<Command, readonly Example[]>()
const REMARKS = new WeakMap<Command, Both>()

/** Examples, which help shows first, since they are what most people look for; and a remark below them. */
export function withExamples(command: Command, examples: readonly Example[], remark?: Both): Command {
  EXAMPLES.set(command, examples)
  if (remark !== undefined) REMARKS.set(command, remark)
  return command
}

export function examplesOf(command: Command): readonly Example[] {
  return EXAMPLES.get(command) ?? []
}

export function remarkOf(command: Command): Both | undefined {
  return REMARKS.get(command)
}
