import { fileURLToPath } from 'node:url'
import { styleText } from 'node:util'
import type { Problem } from '../domain/problem.ts'
import { isError, severityOf, type Severity } from '../pipeline/index.ts'
import type { Both } from '../domain/service.ts'
import { grouped, say } from './language/language.ts'
import { printable } from './terminal/printable.ts'
import { wordsForProblem } from './words/words-for-problem.ts'

const COLOURS = { error: 'red', warning: 'yellow', note: 'dim' } as const

const SEVERITIES: Readonly<Record<Severity, Both>> = {
  error: { en: 'error:', fr: 'erreur :' },
  warning: { en: 'warning:', fr: 'attention :' },
  note: { en: 'note:', fr: 'remarque :' },
}

// As long as the longest of their language.
const LABELS: Both<Readonly<Record<'where' | 'fix' | 'more' | 'page', string>>> = {
  en: { where: 'where: ', fix: 'fix:   ', more: 'more:  ', page: '' },
  fr: { where: 'où :     ', fix: 'remède : ', more: 'voir :   ', page: ' (en anglais)' },
}

// Whole, since nobody knows where cron stood. Two folders up is the package, from src/cli/ and from dist/program/.
const ERRORS_PAGE = fileURLToPath(new URL('../../docs/errors.md', import.meta.url))

/**
 * Shows problems on stderr: what, where, how to mend it. A glob may find hundreds of files that all have the same one.
 *
 * @param as where it weighs less than elsewhere
 */
export function showProblems(problems: readonly Problem[], as?: Severity): void {
  const shown = new Map<string, number>()
  for (const problem of problems) {
    const { what, where, fix } = wordsForProblem(problem)
    const words = JSON.stringify([problem.code, what, where === undefined ? problem : fix])
    const count = (shown.get(words) ?? 0) + 1
    shown.set(words, count)
    if (count <= MOST_ALIKE) process.stderr.write(`${blockOf(problem, as ?? severityOf(problem))}\n`)
  }
  const left = [...shown.values()].reduce((sum, count) => sum + Math.max(0, count - MOST_ALIKE), 0)
  if (left > 0) process.stderr.write(`${printable(say(moreAlike(left)))}\n`)
}

/** That differ by where they are alone. */
const MOST_ALIKE = 5

function moreAlike(left: number): Both {
  return {
    en: `… and ${grouped(left)} more that differ from one of these by where alone`,
    fr: `… et ${grouped(left)} de plus, qui ne diffèrent de l’un de ceux-ci que par l’endroit`,
  }
}

/** Shows all of them, or, where one asks for quiet, errors alone. */
export function tellProblems(problems: readonly Problem[], quiet: true | undefined): void {
  showProblems(quiet === true ? problems.filter(isError) : problems)
}

function blockOf(problem: Problem, severity: Severity): string {
  const lines = problemLines(problem)
  const { more, page } = say(LABELS)
  if (severity === 'error') lines.push(printable(`  ${more}${ERRORS_PAGE}#${problem.code.toLowerCase()}${page}`))
  return `${coloured(severity)} ${lines.join('\n')}`
}

/** What is wrong; where, and how to mend it, on lines of their own. */
export function problemLines(problem: Problem): string[] {
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
