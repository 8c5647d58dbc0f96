import { readReal, realLines, realPath } from '../shared-logs.ts'
import { WITHOUT_REFERRER, WITH_REFERRER } from './configurations.ts'
import { COMMON_LOGS } from './known-sentinels.ts'

/** One run of the program over real logs, and how it must end. Without an exit code: in any way but as a bug. */
export type Run = {
  readonly title: string
  readonly args: readonly string[]
  readonly exitCode?: number
  readonly stdin?: () => Buffer
  readonly killAfterMs?: number
  /** The `comptage.yaml` of its folder. */
  readonly configuration?: string
}

/** Files that the suite makes. */
export type Made = {
  /** Configurations with and without a table by referrer, which `common` cannot fill. */
  readonly full: string
  readonly plain: string
  /** A configuration with few features. */
  readonly few: string
  /** A gzipped log that breaks off in the middle; an archive damaged in the middle; a log of two formats and of bytes of no meaning. */
  readonly torn: string
  readonly damaged: string
  readonly mixed: string
}

type Group = { readonly name: string; readonly logs: readonly string[]; readonly format: string }

const ERDDAP = [1, 2, 3, 4, 5].map((n) => `erddap/tomcat-access.log.${n}`)
const HONEYNET = ['', ...Array.from({ length: 14 }, (_, n) => `.${n + 1}`)].map((end) => `honeynet/access_log${end}`)
const COMMON: Group = { name: 'common', logs: COMMON_LOGS, format: 'common' }
const BLOGS: Group = {
  name: 'blogs',
  logs: ['elastic_apache_logs_10k.log', 'logparser_hackers-access.log'],
  format: 'combined',
}
const DATA_SERVER: Group = { name: 'data server', logs: ERDDAP, format: 'combined' }
const HONEYPOT: Group = { name: 'honeypot', logs: HONEYNET, format: 'combined' }
/** The one log of names that is not an archive and is small. */
const SMALL: Group = { name: 'library', logs: ['ezpaarse_edp_2013-01-23.log'], format: 'common' }
const GROUPS = [COMMON, BLOGS, DATA_SERVER, HONEYPOT]

/** The runs of `count`: what it writes, and all that can go wrong with it. */
export function runsOfCount(made: Made): readonly Run[] {
  return [...GROUPS.flatMap((group) => runsOfGroup(group, made)), ...brokenRuns(made)]
}

function runsOfGroup(group: Group, made: Made): readonly Run[] {
  const { name, format } = group
  const start = ['count', '-c', configurationOf(group, made)]
  const paths = pathsOf(group)
  const another = format === 'common' ? 'combined' : 'common'
  return [
    {
      title: `${name}: a table on stdout`,
      args: [...start, '--format', format, '--malformed-limit', '100%', ...paths],
      exitCode: 0,
    },
    {
      title: `${name}: every table in folders, and the ledger`,
      args: [...start, '--format', format, '--malformed-limit', '100%', ...EVERYTHING, ...paths],
      exitCode: 0,
    },
    { title: `${name}: the format is detected`, args: [...start, ...EVERYTHING, ...paths] },
    {
      title: `${name}: another format`,
      args: ['count', '-c', made.plain, '--format', another, ...EVERYTHING, ...paths],
      exitCode: 65,
    },
  ]
}

const EVERYTHING = ['-o', 'out', '--ledger', 'ledger.json', '--accept-risk']

function brokenRuns(made: Made): readonly Run[] {
  const [blog = ''] = pathsOf(BLOGS)
  const run = (title: string, exitCode: number, ...args: readonly string[]): Run => ({
    title,
    args: ['count', '-c', made.plain, ...args],
    exitCode,
  })
  return [
    run('an archive that breaks off', 74, ...EVERYTHING, made.torn),
    run('an archive damaged in the middle', 74, ...EVERYTHING, made.damaged),
    run('a log of two formats and of no format', 65, ...EVERYTHING, made.mixed),
    run('the same, read in one of them', 65, '--format', 'combined', ...EVERYTHING, made.mixed),
    run('a format that no name is', 64, '--format', 'combind', blog),
    run('a format string that cannot be read', 64, '--format', '$remote_addr$time_local', blog),
    run('a format string that fits no line', 65, '--format', '$time_iso8601 "$request" $status', ...EVERYTHING, blog),
    run('an option that is none', 64, '--formt', 'combined', blog),
    run('a period without a line', 0, '--since', '2031-01-01', ...EVERYTHING, blog),
    run('a folder as a log', 66, '--accept-risk', realPath('large')),
    run('a log that is not there', 66, '--accept-risk', blog, `${blog}.nowhere`),
    run('a folder that cannot be written', 74, '--accept-risk', '-o', made.full, blog),
    run('a ledger that cannot be written', 74, '--accept-risk', '--ledger', 'nowhere/ledger.json', blog),
    run('exact figures without accepting the risk', 78, '--protection', 'exact', blog),
    run('noise without its key', 78, '--protection', 'cell-key', '--state', 'nowhere', blog),
    {
      title: 'a table that the format cannot fill',
      args: ['count', '-c', made.full, '--format', 'common', ...EVERYTHING, pathsOf(COMMON)[0]!],
      exitCode: 78,
    },
    ...[BLOGS, DATA_SERVER, SMALL].map((group) => ({
      title: `a log as the configuration: ${group.name}`,
      args: ['count', '-c', pathsOf(group)[0]!, blog],
      exitCode: 78,
    })),
    {
      title: 'through a pipe',
      args: ['count', '-c', made.plain, '-'],
      stdin: () => Buffer.concat(COMMON_LOGS.map((log) => readReal(`large/${log}`))),
      exitCode: 0,
    },
    {
      title: 'killed on the way',
      args: ['count', '-c', made.plain, '--format', 'common', ...EVERYTHING, ...pathsOf(COMMON)],
      killAfterMs: 700,
    },
  ]
}

/** The runs of `run`: what it keeps between two of them, too. */
export function runsOfRun(made: Made): readonly Run[] {
  const run = (title: string, exitCode: number, format: string, logs: readonly string[]): Run => ({
    title: `run: ${title}`,
    args: ['run', '--print-changed'],
    exitCode,
    configuration: serviceWith(format, logs),
  })
  const everything = pathsOf(COMMON)
  return [
    ...GROUPS.map((group) => run(group.name, 0, group.format, pathsOf(group))),
    run('an archive that breaks off', 74, 'common', [made.torn]),
    run('a log of two formats and of no format', 0, 'combined', [made.mixed]),
    run('no format for it', 65, 'auto', [made.mixed]),
    {
      title: 'run: killed on the way',
      args: ['run'],
      killAfterMs: 700,
      configuration: serviceWith('common', everything),
    },
    ...[
      { title: 'run: a folder that is none', args: ['run', '--adopt', 'nowhere'], exitCode: 65 },
      { title: 'state check: before any run', args: ['state', 'check'], exitCode: 66 },
      { title: 'state skip: before any run', args: ['state', 'skip', made.torn], exitCode: 66 },
    ].map((asked) => ({ ...asked, configuration: serviceWith('common', everything) })),
    {
      title: 'status: before any run',
      args: ['status'],
      exitCode: 66,
      configuration: serviceWith('common', everything),
    },
  ]
}

function serviceWith(format: string, logs: readonly string[]): string {
  const entries = logs.map((path) => `  - { path: "${path}", format: ${format} }\n`).join('')
  const service = format === 'common' ? WITHOUT_REFERRER : WITH_REFERRER
  return `${service}logs:\n${entries}output: out\nstate: kept\nmalformed_limit: 100%\n`
}

/** Tallies of logs, and what becomes of a log that is taken for one. */
export function runsOfTallies(made: Made): readonly Run[] {
  const [blog = ''] = pathsOf(BLOGS)
  return [
    {
      title: 'a tally of a log',
      args: ['tally', '-c', made.plain, '--tally', 'web1.tally', '--malformed-limit', '100%', ...pathsOf(BLOGS)],
      exitCode: 0,
    },
    {
      title: 'a tally of a log that breaks off',
      args: ['tally', '-c', made.plain, '--tally', 'web1.tally', made.torn],
      exitCode: 74,
    },
    { title: 'a log as a tally', args: ['merge', '-c', made.plain, '-o', 'out', blog], exitCode: 65 },
    {
      title: 'an export without a state',
      args: ['export', '-c', made.plain, '--tally', 'web1.tally', '--state', 'no'],
      exitCode: 66,
    },
    {
      title: 'an export where a log is the state folder',
      args: ['export', '-c', made.plain, '--tally', 'web1.tally', '--state', blog],
    },
  ]
}

/** The runs of commands that only tell. */
/** The runs of `audit`: exact figures, and shapes of paths, as everything that it writes. */
export function runsOfAudit(made: Made): readonly Run[] {
  const start = ['audit', '-c', made.few]
  const run = (title: string, ...args: readonly string[]): Run => ({ title: `audit: ${title}`, args, exitCode: 0 })
  return [
    // Of some, too many lines do not fit: the figures are shown, and the exit code says so.
    ...GROUPS.map((group) => ({
      title: `audit: ${group.name}`,
      args: [...start, '--format', group.format, ...pathsOf(group)],
    })),
    ...['--markdown', '--html', '--json'].map((shape) =>
      run(shape, ...start, shape, '-o', 'audit.out', ...pathsOf(BLOGS)),
    ),
  ]
}

export function runsOfCheck(made: Made): readonly Run[] {
  return [
    ...GROUPS.map((group) => ({
      title: `check ${group.name}`,
      args: ['check', '-c', made.few, '--format', group.format, ...pathsOf(group)],
    })),
    {
      title: 'check, the format is detected',
      args: ['check', '-c', made.full, ...pathsOf(BLOGS), ...pathsOf(DATA_SERVER)],
    },
    {
      title: 'check, and what protection would leave',
      args: ['check', '-c', made.few, '--format', 'combined', '--utility', ...pathsOf(BLOGS)],
    },
    { title: 'state key', args: ['state', 'key', '-c', made.few, '--state', 'state'], exitCode: 0 },
    {
      title: 'state key, where a log is the state folder',
      args: ['state', 'key', '-c', made.few, '--state', pathsOf(SMALL)[0]!],
      exitCode: 74,
    },
    { title: 'licences', args: ['licences'], exitCode: 0 },
    { title: 'licences as JSON', args: ['licences', '--json'], exitCode: 0 },
    ...[realPath('large'), pathsOf(SMALL)[0]!].map((path) => ({
      title: `publish ${path}, which is no dataset`,
      args: ['publish', path, '--to', 'data.gouv.fr', '--dry-run'],
      exitCode: 66,
    })),
    ...[realPath('large'), pathsOf(SMALL)[0]!].map((path) => ({
      title: `verify ${path}, which is no dataset`,
      args: ['verify', path],
      exitCode: 66,
    })),
    { title: 'formats', args: ['formats'], exitCode: 0 },
    { title: 'formats, all of one as JSON', args: ['formats', 'combined', '--json'], exitCode: 0 },
    {
      title: 'a log as the configuration of its server',
      args: ['check', '-c', made.few, '--format', pathsOf(SMALL)[0]!, ...pathsOf(SMALL)],
      exitCode: 78,
    },
    ...[made.torn, made.mixed].map((path, position) => ({
      title: `check broken log ${position + 1}`,
      args: ['check', '-c', made.few, path],
    })),
  ]
}

/** The runs of `init`, whose draft holds words of the logs. */
export function runsOfInit(made: Made): readonly Run[] {
  return [
    ...[...COMMON.logs.map((log) => [log]), ...GROUPS.slice(1).map(({ logs }) => logs)].flatMap((logs) => {
      const paths = logs.map((log) => realPath(`large/${log}`))
      const format = logs.every((log) => COMMON_LOGS.includes(log)) ? 'common' : 'combined'
      return [
        { title: `init ${logs[0]!}`, args: ['init', '--yes', '--format', format, ...paths], exitCode: 0 },
        { title: `init --closed ${logs[0]!}`, args: ['init', '--closed', '--format', format, ...paths], exitCode: 0 },
      ]
    }),
    ...[made.torn, made.damaged].map((path) => ({ title: `init ${path}`, args: ['init', path], exitCode: 74 })),
    { title: 'init, no format for it', args: ['init', made.mixed], exitCode: 65 },
    { title: 'init, killed on the way', args: ['init', ...pathsOf(COMMON)], killAfterMs: 400 },
  ]
}

/** Lines with much to tell: names, tickets and addresses in them, quotes of their own, bytes of no meaning, half an agent. */
const TOLD: readonly { readonly log: string; readonly lines: readonly number[] }[] = [
  { log: 'ezpaarse_cairn_2013-03-12.log', lines: [1, 1176] },
  { log: 'nasa_jul95_50k.log', lines: [34_737] },
  { log: 'elastic_apache_logs_10k.log', lines: [8899] },
  { log: 'logparser_hackers-access.log', lines: [1] },
  { log: 'erddap/tomcat-access.log.1', lines: [8, 169] },
  { log: 'honeynet/access_log.12', lines: [6, 7] },
]

export function runsOfExplain(made: Made): readonly Run[] {
  return TOLD.flatMap(({ log, lines }) =>
    lines.map((line) => ({
      title: `explain --line ${line} of ${log}`,
      args: ['explain', '-c', made.few, '--format', COMMON_LOGS.includes(log) ? 'common' : 'combined', '--line'],
      stdin: () => Buffer.concat([realLines(`large/${log}`)[line - 1]!, Buffer.from('\n')]),
    })),
  )
}

function configurationOf({ format }: Group, made: Made): string {
  return format === 'common' ? made.plain : made.full
}

function pathsOf({ logs }: Group): readonly string[] {
  return logs.map((log) => realPath(`large/${log}`))
}
