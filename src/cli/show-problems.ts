import { styleText } from 'node:util'
import type { Problem } from '../domain/problem.ts'
import { severityOf, type Severity } from '../pipeline/index.ts'
import { wordsForProblem } from './words/words-for-problem.ts'

const COLOURS = { error: 'red', warning: 'yellow', note: 'dim' } as const

/** Shows problems on stderr: what, where, how to mend it. */
export function showProblems(problems: readonly Problem[]): void {
  for (const problem of problems) process.stderr.write(`${blockOf(problem)}\n`)
}

function blockOf(problem: Problem): string {
  const severity = severityOf(problem)
  const { what, where, fix } = wordsForProblem(problem)
  const lines = [what]
  if (where !== undefined) lines.push(`  where: ${where}`)
  if (fix !== undefined) lines.push(`  fix:   ${fix}`)
  if (severity === 'error') lines.push(`  more:  docs/errors.md#${problem.code.toLowerCase()}`)
  return `${coloured(severity)}: ${lines.map(printable).join('\n')}`
}

/** A key or a file name may hold an escape sequence, and a terminal would obey it. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function coloured(severity: Severity): string {
  return styleText(COLOURS[severity], severity, { stream: process.stderr })
}
