import type { Place, Written } from '../domain/place.ts'
import type { ServerDirective } from '../domain/service.ts'
import { apacheLines, bareWord, splitWords, type ApacheLine } from './apache-lines.ts'
import { apacheFormat, apacheLogs, type ApacheLogLine } from './apache-log.ts'
import { replaceVariables } from './replace-variables.ts'
import { serverLogs, type ServerFiles, type ServerLogs } from './server-log.ts'
import { inFolder, isMask, syntaxProblem, type Walk } from './walk-files.ts'

/** The main server, or a virtual host. */
type Scope = {
  /** By nickname; several where an `<If…>` may decide. */
  readonly formats: Map<string, readonly Written<string>[]>
  readonly logs: ApacheLogLine[]
}

type Reading = {
  readonly walk: Walk
  readonly variables: Map<string, string>
  readonly macros: Macros
  readonly main: Scope
  readonly hosts: Scope[]
  /** On which it answers for sure: what an `<If…>` holds may not be in force. */
  readonly ports: Set<number>
  scope: Scope
  root: string
  /** How many `<If…>` are open. */
  ifs: number
}

/**
 * The logs of an Apache configuration. What an `<If…>` holds is taken as if all of them held.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX
 */
export async function readApache(walk: Walk, files: ServerFiles, text: string, file: string): Promise<ServerLogs> {
  const envvars = await files.read(`${walk.folder}envvars`)
  const variables = readEnvvars('text' in envvars ? envvars.text : '')
  const main: Scope = { formats: new Map(), logs: [] }
  const macros = createMacros()
  const reading: Reading = {
    walk,
    variables,
    macros,
    main,
    hosts: [],
    ports: new Set(),
    scope: main,
    root: walk.folder,
    ifs: 0,
  }
  await readFile(reading, text, file)
  return serverLogs(
    [main, ...reading.hosts].map((scope) => logsOf(scope, main)),
    { answers: [...reading.ports], passesTo: [] },
    walk.problems,
  )
}

/** A virtual host with a log of its own does not write those of the main server, but for the global ones. */
function logsOf(scope: Scope, main: Scope): ServerLogs['logs'] {
  const own = scope.logs.some(isOwn) ? [...scope.logs, ...main.logs.filter((log) => !isOwn(log))] : main.logs
  const lines = scope === main ? main.logs : [...new Set([...scope.logs, ...own])]
  // A nickname is looked up once everything has been read.
  const formats = new Map([...main.formats, ...scope.formats])
  return lines.flatMap((line) => apacheLogs(line, formats))
}

function isOwn({ directive }: ApacheLogLine): boolean {
  return directive !== 'GlobalLog'
}

async function readFile(reading: Reading, text: string, file: string): Promise<void> {
  await readLines(reading, { lines: apacheLines(text, file), file })
}

async function readLines(reading: Reading, { lines, file }: Lines): Promise<void> {
  for (const line of lines) {
    if (reading.macros.keep(line, file)) continue
    if (line.kind === 'directive') await readDirective(reading, line, file)
    else readMark(reading, line)
  }
}

function readMark(reading: Reading, { kind, name, rest }: ApacheLine): void {
  if (name.startsWith('if')) reading.ifs += kind === 'open' ? 1 : -1
  if (name !== 'virtualhost') return
  reading.scope = kind === 'open' ? { formats: new Map(), logs: [] } : reading.main
  if (kind !== 'open') return
  reading.hosts.push(reading.scope)
  for (const [, port] of rest.matchAll(PORT)) reading.ports.add(Number(port))
}

// `*:8080`, `[::1]:8080`, also before the end of a mark.
const PORT = /(?<=^|:)(\d+)(?=[\s>]|$)/g

type Reader = (reading: Reading, words: readonly string[], place: Place) => Promise<void> | void

const LOG_DIRECTIVES = ['CustomLog', 'TransferLog', 'GlobalLog'] as const
const READERS: Readonly<Record<string, readonly [Reader, ServerDirective?]>> = {
  ...Object.fromEntries(LOG_DIRECTIVES.map((name) => [name.toLowerCase(), [logReader(name), name]])),
  logformat: [readFormat, 'LogFormat'],
  include: [include, 'Include'],
  includeoptional: [include, 'Include'],
  listen: [
    ({ ports, ifs }, [address = '']) => {
      if (ifs === 0) for (const [, port] of bareWord(address).matchAll(PORT)) ports.add(Number(port))
    },
  ],
  use: [(reading, words, place) => reading.macros.use(words, place, (lines) => readLines(reading, lines))],
  serverroot: [
    (reading, [root = '']) => {
      reading.root = inFolder(reading.walk.folder, bareWord(root))
    },
  ],
  define: [({ variables }, [name = '', value = '']) => void variables.set(name, bareWord(value))],
  undefine: [({ variables }, [name = '']) => void variables.delete(name)],
}

async function readDirective(reading: Reading, { name, rest, line, column }: ApacheLine, file: string): Promise<void> {
  const [reader, directive] = READERS[name] ?? []
  if (reader === undefined) return
  const place: Place = { file, line, column }
  const words = splitWords(replaceVariables(rest, 'braced', (key) => reading.variables.get(key)))
  if (words === undefined) throw syntaxProblem(place, 'unclosed-quote', directive)
  await reader(reading, words, place)
}

function logReader(directive: ApacheLogLine['directive']): Reader {
  return ({ scope, root }, words, place) => void scope.logs.push({ directive, words, place, root })
}

function readFormat({ scope: { formats }, ifs }: Reading, words: readonly string[], place: Place): void {
  const [string = '', nickname = ''] = words
  const name = bareWord(nickname)
  const format = { value: apacheFormat(string), place }
  formats.set(name, ifs > 0 ? [...(formats.get(name) ?? []), format] : [format])
}

// Relative to ServerRoot. A folder stands for all that is in it.
async function include(reading: Reading, [written = '']: readonly string[], from: Place): Promise<void> {
  const { walk } = reading
  const path = inFolder(reading.root, bareWord(written))
  const mask = path.endsWith('/') ? `${path}*` : path
  if (isMask(mask)) await walk.visitAll(mask, from, (text, file) => readFile(reading, text, file))
  else await walk.visit(path, from, (text) => readFile(reading, text, path))
}

/** The variables that a shell file sets by `NAME=value`. Nothing is run: what the shell would have to find out is empty. */
function readEnvvars(text: string): Map<string, string> {
  const known = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [assignment = '', name = ''] = /^\s*(?:export\s+)?([a-z_]\w*)=/i.exec(line) ?? []
    const value = line.slice(assignment.length).trim()
    if (name !== '' && !value.includes('`') && !value.includes('$('))
      known.set(
        name,
        replaceVariables(unquoted(value), 'both', (used) => known.get(used) ?? ''),
      )
  }
  return known
}

function unquoted(value: string): string {
  const quote = value.charAt(0)
  return (quote === '"' || quote === "'") && value.endsWith(quote) ? value.slice(1, -1) : value
}

/** Lines of one file. */
type Lines = { readonly lines: Iterable<ApacheLine>; readonly file: string }

type Macro = { readonly parameters: readonly string[]; readonly lines: ApacheLine[]; readonly file: string }

/** The macros of a configuration (mod_macro): what is defined by `<Macro NAME $a …>` is written by `Use NAME x …`. */
type Macros = {
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
function createMacros(): Macros {
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
