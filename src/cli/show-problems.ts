import { fileURLToPath } from 'node:url'
import { styleText } from 'node:util'
import type { Problem } from '../domain/problem.ts'
import { isError, severityOf, type Severity } from '../pipeline/index.ts'
import { say, type Both } from './language/language.ts'
import { printable } from './terminal/printable.ts'
import { wordsForProblem } from './words/words-for-problem.ts'

const COLOURS = { error: 'red', warning: 'yellow', note: 'dim' } as const

const SEVERITIES: Readonly<Record<Severity, Both>> = {
  error: { en: 'error:', fr: 'erreur :' },
  warning: { en: 'warning:', fr: 'attention :' },
  note: { en: 'note:', fr: 'remarque :' },
}

// As long as the longest of their language.
const LABELS: Both<Readonly<Record<'where' | 'fix' | 'more', string>>> = {
  en: { where: 'where: ', fix: 'fix:   ', more: 'more:  ' },
  fr: { where: 'où :     ', fix: 'remède : ', more: 'voir :   ' },
}

// Whole, since nobody knows where cron stood. Two folders up is the package, from src/cli/ and from dist/program/.
const ERRORS_PAGE = fileURLToPath(new URL('../../docs/errors.md', import.meta.url))

/**
 * Shows problems on stderr: what, where, how to mend it.
 *
 * @param as where it weighs less than elsewhere
 */
export function showProblems(problems: readonly Problem[], as?: Severity): void {
  for (const problem of problems) process.stderr.write(`${blockOf(problem, as ?? severityOf(problem))}\n`)
}

/** Shows all of them, or, where one asks for quiet, errors alone. */
export function tellProblems(problems: readonly Problem[], quiet: true | undefined): void {
  showProblems(quiet === true ? problems.filter(isError) : problems)
}

function blockOf(problem: Problem, severity: Severity): string {
  const lines = linesOf(problem)
  if (severity === 'error') lines.push(printable(`  ${say(LABELS).more}${ERRORS_PAGE}#${problem.code.toLowerCase()}`))
  return `${coloured(severity)} ${lines.join('\n')}`
}

/** What is wrong; where, and how to mend it, on lines of their own. */
export function linesOf(problem: Problem): string[] {
  const { what, where, fix } = wordsForProblem(problem)
  const labels = say(LABELS)
  const lines = [what]
  if (where !== undefined) lines.push(`  ${labels.where}${where}`)
  if (fix !== undefined) lines.push(`  ${labels.fix}${fix}`)
  return lines.map(printable)
}

function coloured(severity: Severity): string {
  return styleText(COLOURS[severity], say(SEVERITIES[severity]), { stream: process.stderr })
}
