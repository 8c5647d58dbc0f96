import type { Place, Written } from '../domain/place.ts'
import { nginxDirectives, type NginxDirective } from './nginx-directives.ts'
import { replaceVariables } from './replace-variables.ts'
import { isDevice, serverLogs, type ServerLog, type ServerLogs } from './server-log.ts'
import { inFolder, isMask, syntaxProblem, type Walk } from './walk-files.ts'

/** A block that may write logs of its own. */
type Scope = {
  readonly above: Scope | undefined
  /** Nothing in it is about logs: `upstream`, `map`, `stream` … */
  readonly isOther: boolean
  /** It answers requests. */
  readonly answers: boolean
  /** Its own `access_log`, which replace those above it; none where it has `off`. */
  own: AccessLog[] | undefined
  isOff: boolean
  /** Of an `upstream`: the servers of that name. */
  readonly servers: string[] | undefined
}

type Directive = Exclude<NginxDirective, 'close'>

type Reading = {
  readonly walk: Walk
  readonly formats: Map<string, Written<string>>
  /** Every block that may write logs. */
  readonly scopes: Scope[]
  readonly upstreams: Map<string, string[]>
  /** What `proxy_pass` says, and in which block. */
  readonly passed: { readonly scope: Scope; readonly to: string }[]
  scope: Scope
}

const ANSWERING = ['server', 'location', 'if', 'limit_except']

/**
 * The logs of an nginx configuration.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX
 */
export async function readNginx(walk: Walk, text: string, file: string): Promise<ServerLogs> {
  const top: Scope = {
    above: undefined,
    isOther: false,
    answers: false,
    own: undefined,
    isOff: false,
    servers: undefined,
  }
  const reading: Reading = { walk, formats: new Map(), scopes: [top], upstreams: new Map(), passed: [], scope: top }
  await readFile(reading, text, file)
  // A piece of a configuration has perhaps no server, but logs.
  const answering = reading.scopes.filter(({ answers }) => answers)
  const byDefault: AccessLog = { args: ['access.log'], place: { file, line: 1, column: 1 } }
  return serverLogs(
    (answering.length > 0 ? answering : reading.scopes).map((scope) =>
      logsOf(scope, byDefault).map((log) => nginxLog(log, reading.formats)),
    ),
    {
      answers: [],
      passesTo: reading.passed.flatMap(({ scope, to }) =>
        logsOf(scope, byDefault).length === 0 ? [] : portsOf(to, reading),
      ),
    },
    walk.problems,
  )
}

/** The ports of this machine behind an address, or behind the servers of an `upstream` that it names. */
function portsOf(address: string, { upstreams }: Reading): readonly number[] {
  const [, scheme = '', host = ''] = /^(https?):\/\/([^/]+)/.exec(address) ?? []
  const usual = scheme === 'https' ? 443 : 80
  return (upstreams.get(host) ?? [host]).flatMap((server) => {
    const [own, port] = OF_THIS_MACHINE.exec(server) ?? []
    return own === undefined ? [] : [port === undefined ? usual : Number(port)]
  })
}

const OF_THIS_MACHINE = /^(?:127(?:\.\d+){3}|localhost|\[::1\])(?::(\d+))?$/

async function readFile(reading: Reading, text: string, file: string): Promise<void> {
  for (const directive of nginxDirectives(text, file)) {
    if (directive === 'close') reading.scope = reading.scope.above ?? reading.scope
    else if (directive.opensBlock) openBlock(reading, directive)
    else if (!reading.scope.isOther) await readDirective(reading, directive, file)
    else noteServer(reading.scope, directive)
  }
}

/** Of an `upstream`. */
function noteServer({ servers }: Scope, { words }: Directive): void {
  const [name, address = ''] = words.map(({ text }) => text)
  if (name === 'server') servers?.push(address)
}

function openBlock(reading: Reading, { words }: Directive): void {
  const { scope: above, scopes, upstreams } = reading
  const [name = '', of = ''] = words.map(({ text }) => text)
  const answers = ANSWERING.includes(name)
  const isOther = above.isOther || !(answers || name === 'http')
  const servers = name === 'upstream' ? [] : undefined
  if (servers !== undefined) upstreams.set(of, servers)
  reading.scope = { above, isOther, answers, own: undefined, isOff: false, servers }
  if (!isOther) scopes.push(reading.scope)
}

async function readDirective(reading: Reading, { words: [name, ...rest] }: Directive, file: string): Promise<void> {
  if (name === undefined) return
  const { formats, passed, scope } = reading
  const place: Place = { file, line: name.line, column: name.column }
  const args = rest.map(({ text }) => text)
  const [first = '', ...others] = args
  if (name.text === 'log_format') formats.set(first, { value: nginxFormat(others), place })
  else if (name.text === 'access_log') noteLog(scope, { args, place })
  else if (name.text === 'proxy_pass') passed.push({ scope, to: first })
  else if (name.text === 'include') await include(reading, first, place)
}

function noteLog(scope: Scope, log: AccessLog): void {
  scope.own ??= []
  if (log.args[0] === 'off') scope.isOff = true
  else scope.own.push(log)
}

// Relative to the folder of the first file, not of the one that includes.
async function include(reading: Reading, written: string, from: Place): Promise<void> {
  const { walk } = reading
  const path = inFolder(walk.folder, written)
  if (isMask(path)) await walk.visitAll(path, from, (text, file) => readFile(reading, text, file))
  else await walk.visit(path, from, (text) => readFile(reading, text, path))
}

/** Its own logs replace those above it. */
function logsOf(scope: Scope, byDefault: AccessLog): readonly AccessLog[] {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.above)
    if (at.own !== undefined) return at.isOff ? [] : at.own
  return [byDefault]
}

/** An `access_log` as written; its format may be defined below it. */
type AccessLog = { readonly args: readonly string[]; readonly place: Place }

/** What a `log_format` says: strings of one directive are one string. For the compiler of formats, quoted anew. */
function nginxFormat(args: readonly string[]): string {
  const [first = ''] = args
  const escape = /^escape=(?:default|json|none)$/.test(first) ? `${first} ` : ''
  const text = args.slice(escape === '' ? 0 : 1).join('')
  return `${escape}'${text.replace(/[\\']/g, '\\$&')}'`
}

/**
 * The log that an `access_log` writes.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX where it names a format that is not there
 */
function nginxLog(
  { args: [target = '', formatName = 'combined', ...parameters], place }: AccessLog,
  formats: ReadonlyMap<string, Written<string>>,
): ServerLog {
  const format = formats.get(formatName) ?? (formatName === 'combined' ? { value: 'combined', place } : undefined)
  if (format === undefined) throw syntaxProblem(place, 'unknown-format', 'access_log')
  return {
    ...targetOf(target),
    format,
    formatName,
    place,
    directive: 'access_log',
    isPartial: parameters.some((parameter) => parameter.startsWith('if=')),
  }
}

function targetOf(target: string): Pick<ServerLog, 'path' | 'isFile'> {
  if (target.startsWith('syslog:')) return { path: 'syslog:', isFile: false }
  if (isDevice(target)) return { path: target, isFile: false }
  return { path: replaceVariables(target, 'both', () => '*'), isFile: true }
}
