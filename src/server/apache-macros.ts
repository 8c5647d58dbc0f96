import type { Place } from '../domain/place.ts'
import { bareWord, splitWords, type ApacheLine } from './apache-lines.ts'
import { syntaxProblem } from './walk-files.ts'

/** Lines of one file. */
export type Lines = { readonly lines: Iterable<ApacheLine>; readonly file: string }

type Macro = { readonly parameters: readonly string[]; readonly lines: ApacheLine[]; readonly file: string }

/** The macros of a configuration (mod_macro): what is defined by `<Macro NAME $a …>` is written by `Use NAME x …`. */
export type Macros = {
  /** Keeps a line that is part of a definition; false: it is not. */
  readonly keep: (line: ApacheLine, file: string) => boolean
  /**
   * The lines that a `Use` stands for; none, where nothing has that name.
   *
   * @param take is handed them, and may use others
   */
  readonly use: (words: readonly string[], place: Place, take: (lines: Lines) => Promise<void>) => Promise<void>
}

const MOST_LEVELS = 10
// A thousand virtual hosts of a hundred lines each.
const MOST_LINES = 100_000

/** Its `use` throws ProblemError SERVER_CONFIG_SYNTAX for what uses itself, or too much. */
export function createMacros(): Macros {
  const macros = new Map<string, Macro>()
  let open: Macro | undefined
  let levels = 0
  let linesUsed = 0

  return {
    keep: (line, file) => {
      if (line.name === 'macro') open = line.kind === 'open' ? define(macros, line, file) : undefined
      else open?.lines.push(line)
      return line.name === 'macro' || open !== undefined
    },
    use: async ([name = '', ...values], place, take) => {
      const macro = macros.get(bareWord(name).toLowerCase())
      if (macro === undefined) return
      linesUsed += macro.lines.length
      if (linesUsed > MOST_LINES) throw syntaxProblem(place, 'too-large')
      if (levels === MOST_LEVELS) throw syntaxProblem(place, 'too-deep')
      levels++
      await take({ lines: filledIn(macro, values.map(bareWord)), file: macro.file })
      levels--
    },
  }
}

function define(macros: Map<string, Macro>, { rest }: ApacheLine, file: string): Macro {
  const [name = '', ...parameters] = splitWords(rest.replace(/>$/, '')) ?? []
  const macro = { parameters, lines: [], file }
  macros.set(name.toLowerCase(), macro)
  return macro
}

// `$name` before `$n`, which it begins with. What a value holds is not replaced again.
function filledIn({ parameters, lines }: Macro, values: readonly string[]): readonly ApacheLine[] {
  const ordered = parameters
    .map((parameter, i) => [parameter, values[i] ?? ''] as const)
    .filter(([parameter]) => parameter !== '')
    .sort(([a], [b]) => b.length - a.length)
  return lines.map((line) => ({ ...line, rest: fill(line.rest, ordered) }))
}

function fill(text: string, [first, ...others]: readonly (readonly [string, string])[]): string {
  if (first === undefined) return text
  const [parameter, value] = first
  return text
    .split(parameter)
    .map((part) => fill(part, others))
    .join(value)
}
