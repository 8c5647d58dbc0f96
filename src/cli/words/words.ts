import type { Problem } from '../../domain/problem.ts'

/** What went wrong, where, and how to mend it. */
export type Words = { readonly what: string; readonly where?: string; readonly fix?: string }

/** Words for a group of problems: one function a code, so that a new code stops the build until it has words. */
export type WordsFor<C extends Problem['code']> = {
  readonly [K in C]: (problem: Extract<Problem, { readonly code: K }>) => Words
}

export function meaning(nearest: string | undefined): string {
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`
}

/** `12.5 %`, one digit, no locale. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** `12 345`, a narrow gap between thousands, no locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ' ')
}

/** `a, b`; of more than four the first two, the last and their number. */
export function listed(words: readonly string[]): string {
  return words.length <= 4
    ? words.join(', ')
    : `${words.slice(0, 2).join(', ')} … ${words.at(-1) ?? ''} (${words.length})`
}
