import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { speak } from '../../src/cli/language/language.ts'
import { wordsForProblem } from '../../src/cli/words/words-for-problem.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import { refuseDumps } from '../../src/cli/refuse-dumps.ts'
import { showProblems } from '../../src/cli/show-problems.ts'
import { severityOf } from '../../src/pipeline/index.ts'
import { ROOT } from './run-comptage.ts'
import { EVERY_PROBLEM } from './every-problem.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

function shown(...problems: readonly Problem[]): string {
  vi.stubEnv('NO_COLOR', '1')
  let text = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((block) => {
    text += String(block)
    return true
  })
  showProblems(problems)
  return text
}

const UNLEARNT = { code: 'NOTHING_LEARNT', linesRead: 1, wereNamed: true, commonest: undefined } as const
const PLACE = { file: 'c.yaml', line: 2, column: 3 }
const every = Object.values<Problem>(EVERY_PROBLEM)
const ISO_DAY = /\b\d{4}-\d{2}-\d{2}/
/** They answer what was typed, or name periods as files and `--revise` do. */
const AS_TYPED = ['SINCE_AFTER_UNTIL', 'AUDIT_PERIOD_EMPTY', 'PERIODS_PARTIAL'] as const

describe('showProblems', () => {
  it.each(every)('$code', (problem) => {
    const text = shown(problem)
    expect(text).not.toMatch(/undefined|null|\[object|NaN/)
    const what = `${severityOf(problem)}: `
    expect(text.startsWith(what)).toBe(true)
    if (severityOf(problem) !== 'error') return
    expect(text).toContain(`${ROOT}docs/errors.md#${problem.code.toLowerCase()}\n`)
    const labels = text.split('\n').map((line) => line.slice(0, 9))
    expect(labels.slice(1)).toEqual(['  where: ', '  fix:   ', '  more:  ', ''])
  })

  it.each([
    { commonest: 'robot', fix: /clients: all \(openapi:/ },
    { commonest: 'asset', fix: /assets: count/ },
    { commonest: 'malformed', fix: /leave --format out/ },
    { commonest: 'failed', fix: /^\s*fix: +take a log of ordinary days$/m },
  ] as const)('says what to do where init learnt nothing: most were $commonest', ({ commonest, fix }) => {
    expect(shown({ ...UNLEARNT, linesRead: 12, commonest })).toMatch(fix)
  })

  it('says in French that the page of errors is in English', () => {
    speak('fr')
    expect(shown(EVERY_PROBLEM.FILE_UNREADABLE)).toMatch(/#file_unreadable \(en anglais\)\n$/)
    speak('en')
  })

  it('says what does not tell two patterns apart', () => {
    expect(shown(EVERY_PROBLEM.PATTERN_CLAIMED_TWICE)).toMatch(
      /name of a :name and the days of from: and until: tell nothing/,
    )
    speak('fr')
    expect(shown(EVERY_PROBLEM.PATTERN_CLAIMED_TWICE)).toMatch(/ni les jours de from: et until: ne distinguent rien/)
    speak('en')
  })

  it('shows five that differ by where alone, and counts the others', () => {
    const unreadable = (path: string): Problem => ({ code: 'LOG_UNREADABLE', path, errno: 'EACCES' })
    const files = Array.from({ length: 64 }, (_, i) => unreadable(`/var/log/nginx/access.log.${i}`))
    const text = shown(...files, { code: 'LOG_UNREADABLE', path: 'other', errno: 'EIO' })
    expect(text.match(/^error: .*$/gm)).toHaveLength(6)
    expect(text).toContain('  where: other\n')
    expect(text).toMatch(/\n… and 59 more that differ from one of these by where alone\n$/)
  })

  it('shows several together, thousands parted, long lists cut', () => {
    const { NOTHING_COUNTED, PERIODS_PARTIAL } = EVERY_PROBLEM
    expect(shown({ ...NOTHING_COUNTED, linesRead: 1234567 }, PERIODS_PARTIAL)).toBe(
      `warning: none of 1,234,567 lines was counted; most were unmatched
  fix:   comptage check LOG shows which paths no feature takes
warning: day-feature: the logs cover only a part of 2026-03-01, 2026-03-02 … 2026-03-05 (5)
  fix:   the metadata of a folder says so; publish whole periods alone, with --since and --until, or write since: if the service opened on their first day
`,
    )
  })

  it.each<{ problem: Problem; says: string }>([
    { problem: { code: 'WRITE_FAILED', path: '-', errno: 'ENOSPC' }, says: 'where: stdout' },
    { problem: { code: 'WRITE_FAILED', path: 'x', errno: 'EACCES' }, says: 'this user may not read or write there' },
    {
      problem: { code: 'WRITE_FAILED', path: 'x', errno: 'EACCES' },
      says: 'the owner opens it again: chmod -R u+rwX FOLDER',
    },
    { problem: { code: 'WRITE_FAILED', path: 'x', errno: 'EROFS' }, says: 'in a container, mount a volume there' },
    {
      problem: { code: 'LOG_UNREADABLE', path: 'x', errno: 'ENOMEM' },
      says: 'NODE_OPTIONS=--disable-wasm-trap-handler',
    },
    {
      problem: { code: 'LOG_NOT_FOUND', path: '/logs/*', empty: '/logs' },
      says: 'the folder /logs is there, and empty',
    },
    { problem: { ...EVERY_PROBLEM.NOTHING_COUNTED, commonest: 'too-long' }, says: 'jq -c ".[]"' },
    { problem: { code: 'WRITE_FAILED', path: 'x', errno: 'ELOOP' }, says: 'a folder is needed, and there is a link' },
    { problem: { code: 'OUTPUT_AHEAD', folder: 'x' }, says: 'no file in it says of which version they are' },
    {
      problem: EVERY_PROBLEM.NOT_DRAWN_AGAIN,
      says: 'as published, without the late lines, which status shows no more',
    },
    {
      problem: { code: 'WRITE_FAILED', path: 'x', errno: 'EACCES', draft: 'operator' },
      says: 'may not write there: write the draft elsewhere with -o FILE',
    },
    {
      problem: { code: 'WRITE_FAILED', path: 'x', errno: 'EPERM', draft: 'system' },
      says: 'only root may write there: sudo comptage init --system',
    },
    { problem: { code: 'WRITE_FAILED', path: 'x', errno: 'ENOENT', draft: 'system' }, says: 'check the path' },
    { problem: { code: 'FILE_EXISTS', path: 'x', draft: 'operator' }, says: 'elsewhere with -o FILE, or over it' },
    { problem: { code: 'FILE_EXISTS', path: 'x', draft: 'system' }, says: '-o FILE in the place of --system' },
    { problem: { code: 'LOG_NOT_FOUND', path: 'caf\uFFFD.log' }, says: 'the name of the log is not UTF-8' },
    { problem: { code: 'LOG_NOT_FOUND', path: 'caf\uFFFD.log' }, says: 'ln -s LOG access.log\n' },
    { problem: EVERY_PROBLEM.TOO_MANY_MALFORMED, says: 'raise malformed_limit: there. count and tally take' },
    { problem: { code: 'LOG_NOT_FOUND', path: 'café.log' }, says: 'there is no such log' },
    { problem: { code: 'FILE_UNREADABLE', path: 'x', errno: 'ENOENT' }, says: 'check the path' },
    { problem: { code: 'FORMAT_UNKNOWN', format: 'x' }, says: 'where: the option --format' },
    {
      problem: { code: 'FORMAT_UNKNOWN', format: 'x', isArgument: true },
      says: 'where: the argument of comptage formats',
    },
    {
      problem: { ...UNLEARNT, commonest: 'robot' },
      says: 'of 1 line none is a page that a person used, so there is nothing to propose; most were robot\n',
    },
    { problem: { ...UNLEARNT, commonest: 'counted' }, says: 'nothing to propose\n' },
    {
      problem: { ...EVERY_PROBLEM.NOTHING_COUNTED, commonest: 'out-of-period' },
      says: 'fix:   name days that the logs have',
    },
    { problem: { ...UNLEARNT, commonest: 'malformed' }, says: 'nothing to propose: most do not fit the format\n' },
    { problem: { ...UNLEARNT, commonest: 'malformed' }, says: 'fix:   leave --format out' },
    { problem: { ...UNLEARNT, linesRead: 0 }, says: 'the logs have no line' },
    { problem: { ...UNLEARNT, linesRead: 0 }, says: 'fix:   take a log of ordinary days\n' },
    { problem: { code: 'NO_LOG_FOUND', server: '/etc/nginx/x.conf' }, says: 'where: /etc/nginx/x.conf' },
    {
      problem: { ...UNLEARNT, linesRead: 0, wereNamed: false },
      says: 'where: the logs that web servers of',
    },
    { problem: { code: 'FORMAT_UNKNOWN', format: 'x', place: PLACE }, says: 'where: c.yaml, line 2, column 3' },
    { problem: EVERY_PROBLEM.LOG_GAP, says: 'between 1 March 2026 at 00:00 and 4 March 2026 at 00:00 may' },
    { problem: EVERY_PROBLEM.TALLY_DIFFERS, says: 'error: web1: this tally was counted in another way: ' },
    {
      problem: EVERY_PROBLEM.TALLY_DIFFERS,
      says: 'features: differ (aide; only in this configuration: contact; only in the tally: 2)\n',
    },
    {
      problem: { ...EVERY_PROBLEM.SOURCE_REFUSED, why: 'exchanged', other: 'web2' },
      says: 'or one file stands under both (web2)\n',
    },
    {
      problem: {
        ...EVERY_PROBLEM.SOURCE_REFUSED,
        why: 'counted-before',
        other: 'web2',
        through: '2026-03-07T12:17:02+01:00',
      },
      says: 'sources: no longer names (web2, up to 7 March 2026 at 12:17)\n',
    },
    { problem: EVERY_PROBLEM.SOURCE_UNREAD, says: 'a file of this machine was not read' },
    {
      problem: { ...EVERY_PROBLEM.SOURCE_UNREAD, why: 'malformed' },
      says: 'too many lines of this machine do not fit their format',
    },
    { problem: EVERY_PROBLEM.SOURCE_REFUSED, says: 'as many comptage run in a row as there were since, then export' },
    {
      problem: { ...EVERY_PROBLEM.SOURCE_REFUSED, why: 'fewer' },
      says: 'a copy of the state that is newer than the last change of the configuration',
    },
    { problem: { ...EVERY_PROBLEM.TALLY_REFUSED, why: 'not-a-tally' }, says: 'fix:   it may be half copied, or empty' },
    { problem: EVERY_PROBLEM.LOG_GAP, says: 'and so 1 time in the week before' },
    { problem: { ...EVERY_PROBLEM.LOG_GAP, log: 'web1', isOfMachine: true }, says: 'a log of this machine is in no' },
    { problem: { ...EVERY_PROBLEM.LOG_GAP, log: 'web1', isOfMachine: true }, says: 'comptage status on that machine' },
    { problem: EVERY_PROBLEM.CLOCK_JUMPED, says: 'the clock says 9 March 2026 at 04:00 UTC, the run' },
    { problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'MULTIPLE_DOCS' }, says: 'a second document begins' },
    { problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'TAG_RESOLVE_FAILED' }, says: 'tags (!name) are not' },
    { problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'NON_STRING_KEY' }, says: 'stands where a key should' },
    { problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'TEXT_BEHIND_BRACKET' }, says: '[ or { needs quotes' },
    {
      problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'BAD_SCALAR_START' },
      says: 'begins with @ or %, needs quotes',
    },
    { problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'BAD_ALIAS' }, says: 'begins with * needs quotes' },
    {
      problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'RESOURCE_EXHAUSTION' },
      says: 'write out what is meant',
    },
    { problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'BAD_DQ_ESCAPE' }, says: "single quotes: '\\d'" },
    { problem: { code: 'YAML_SYNTAX', place: PLACE, yamlCode: 'TAB_AS_INDENT' }, says: 'not YAML: a tab indents' },
  ])('says "$says" of $problem', ({ problem, says }) => {
    expect(shown(problem)).toContain(says)
  })
})

describe.each(['en', 'fr'] as const)('a sentence tells days in words (%s)', (language) => {
  beforeEach(() => speak(language))
  afterEach(() => speak('en'))

  it.each(every.filter(({ code }) => !AS_TYPED.some((other) => other === code)))('$code', (problem) => {
    expect(shown(problem).replaceAll(/since: \S+/g, '')).not.toMatch(ISO_DAY)
  })

  it.each(AS_TYPED)('but in %s as it is typed', (code) => {
    expect(shown(EVERY_PROBLEM[code])).toMatch(ISO_DAY)
  })
})

describe('exitCodeOf', () => {
  const { LOG_NOT_FOUND, LOG_UNREADABLE, WRITE_FAILED, NO_OUTPUT, USAGE, TOO_MANY_MALFORMED } = EVERY_PROBLEM
  it.each<{ problems: readonly Problem[]; code: number; why: string }>([
    { problems: [], code: 0, why: 'nothing' },
    { problems: every.filter((problem) => severityOf(problem) !== 'error'), code: 0, why: 'warnings and notes' },
    { problems: [LOG_NOT_FOUND, LOG_UNREADABLE], code: 77, why: 'unreadable before missing' },
    { problems: [LOG_UNREADABLE, TOO_MANY_MALFORMED], code: 65, why: 'malformed before unreadable' },
    { problems: [TOO_MANY_MALFORMED, WRITE_FAILED], code: 74, why: 'disk before malformed' },
    { problems: [WRITE_FAILED, USAGE], code: 64, why: 'use before disk' },
    { problems: [USAGE, NO_OUTPUT], code: 78, why: 'configuration before all' },
    { problems: [EVERY_PROBLEM.FORMAT_UNKNOWN], code: 64, why: 'a format of the command line' },
    { problems: [{ ...EVERY_PROBLEM.FORMAT_UNKNOWN, place: PLACE }], code: 78, why: 'a format of the configuration' },
  ])('$code: $why', ({ problems, code }) => {
    expect(exitCodeOf(problems)).toBe(code)
  })
})

describe('refuseDumps', () => {
  it('listens once, however often the program is run', () => {
    for (let i = 0; i < 12; i++) refuseDumps()
    expect(process.listenerCount('SIGUSR1')).toBe(1)
  })

  it.each([
    '--report-on-fatalerror',
    '--report_on_signal',
    '--heapsnapshot-signal=SIGUSR2',
    '--heap-prof',
    '--heap_prof',
    '--cpu-prof',
    '--inspect-brk',
    '--prof',
    '--diagnostic-dir=/tmp',
    '--abort-on-uncaught-exception',
  ])('refuses %s', (flag) => {
    vi.stubEnv('NODE_OPTIONS', `--max-old-space-size=200 ${flag}`)
    expect(refuseDumps).toThrow('NODE_OPTIONS_REFUSED')
  })

  it.each(['', '--max-old-space-size=200', '--enable-source-maps --no-warnings', '--import=./profile.mjs'])(
    'lets %o pass',
    (flags) => {
      vi.stubEnv('NODE_OPTIONS', flags)
      expect(refuseDumps).not.toThrow()
    },
  )
})

it.each([
  { errno: 'Z_BUF_ERROR', fix: 'fetch it again' },
  { errno: 'ZSTD_WINDOW', fix: '(zstdcat --long=31 a.zst | gzip > a.gz), then take the old one away' },
  { errno: 'XZ_OPTIONS', fix: '(xzcat a.zst | gzip > a.gz)' },
])('of an archive that may be sound nobody is told to fetch it again: $errno', ({ errno, fix }) => {
  expect(wordsForProblem({ code: 'LOG_DAMAGED', path: 'a.zst', errno }).fix).toContain(fix)
  expect(wordsForProblem({ code: 'LOG_DAMAGED', path: '-', errno }).fix).not.toContain('gzip')
})

it.each(['/var/log/mon été/a.zst', `/l/d'été $(id);.zst`, '/var/log/nginx/access.log.zst'])(
  'a shell reads a path in a command as the one word that it is: %s',
  (path) => {
    const { fix = '' } = wordsForProblem({ code: 'LOG_DAMAGED', path, errno: 'ZSTD_WINDOW' })
    const command = fix.slice(fix.indexOf('--long=31 ') + 10, fix.indexOf(' |'))
    expect(execFileSync('sh', ['-c', `printf %s ${command}`], { encoding: 'utf8' })).toBe(path)
  },
)

it.each(['en', 'fr'] as const)('what every command may meet is mended by none of them alone (%s)', (language) => {
  speak(language)
  const logs = (['LOG_IS_PIPE', 'LOG_IS_SOCKET', 'LOG_IS_DIRECTORY', 'LOG_NOT_FOUND', 'LOG_UNREADABLE'] as const).map(
    (code) => EVERY_PROBLEM[code],
  )
  const rights = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EISDIR', 'ENOTDIR'].flatMap((errno) => [
    { ...EVERY_PROBLEM.WRITE_FAILED, errno },
    { ...EVERY_PROBLEM.STATE_FAILED, errno },
    { ...EVERY_PROBLEM.FILE_UNREADABLE, errno },
  ])
  for (const problem of [...logs, ...rights])
    expect(shown(problem), problem.code).not.toMatch(/comptage (run|count|check)/u)
  speak('en')
})

it('a folder that alone is found by a glob is named', () => {
  const text = shown({ code: 'LOG_NOT_FOUND', path: 'a*', folder: 'apache2' })
  expect(text).toContain('this glob finds no file, but the folder apache2')
  expect(text).toContain('apache2/*.log*')
})

it('tar is said to be no compression', () => {
  expect(wordsForProblem({ code: 'LOG_COMPRESSION_UNKNOWN', path: 'a.tgz', kind: 'tar' })).toMatchObject({
    what: 'this is an archive of tar: many files in one',
    fix: 'extract them into a folder in which logs: finds them (tar -xf a.tgz -C FOLDER), and move it away; for run, comptage state skip a.tgz gives it up',
  })
})

it('of rotated files, a path is proposed that finds them, or one of them is named', () => {
  const { ROTATED_LEFT_OUT } = EVERY_PROBLEM
  const fixOf = (more: { instead?: readonly [string]; also?: readonly [string] }): unknown =>
    wordsForProblem({ code: ROTATED_LEFT_OUT.code, path: '/logs/access.log', files: 2, ...more }).fix
  expect(fixOf({ instead: ['/logs/access.log*'] })).toContain('path: /logs/access.log* finds them too')
  expect(fixOf({ also: ['/logs/old/*'] })).toContain('add to logs: a path that finds them too, path: /logs/old/*;')
  expect(fixOf({ also: ['/logs/access.1.log'] })).toContain('give logs: a path that finds /logs/access.1.log too')
  expect(fixOf({})).toContain('a path that finds them too')
})

it('who counts is told which day is the last that is closed, where there is one', () => {
  const { PERIODS_PARTIAL } = EVERY_PROBLEM
  const fixOf = (open: { until?: string }): unknown =>
    wordsForProblem({ ...PERIODS_PARTIAL, open: { hours: 48, ...open } }).fix
  expect(fixOf({})).toBe('give logs that reach 48 h past their end, which closes them; comptage run waits by itself')
  expect(fixOf({ until: '2026-03-17' })).toContain('closes them; --until 2026-03-17 leaves them out; comptage run')
})

it('whoever merges is told of no option that merge has not', () => {
  const { PERIODS_PARTIAL } = EVERY_PROBLEM
  expect(wordsForProblem({ ...PERIODS_PARTIAL, isMerged: true }).fix).toBe(
    'the metadata of a folder says so; merge tallies of machines whose logs hold all of these periods',
  )
})

const { DATASET_DAMAGED, NO_OUTPUT } = EVERY_PROBLEM

it.each<{ problem: Problem; says: readonly string[]; never: RegExp }>([
  { problem: DATASET_DAMAGED, says: ['nothing was sent', 'rien n’a été envoyé'], never: /judge|jugé/ },
  {
    problem: { ...DATASET_DAMAGED, asked: 'judge' },
    says: ['nothing is judged by it', 'rien n’est jugé d’après lui'],
    never: /sent\b|envoyé/,
  },
  { problem: NO_OUTPUT, says: ['--write publishes', 'use -o DIR', '--write publie'], never: /revise/ },
  {
    problem: { ...NO_OUTPUT, option: '--revise' },
    says: ['--revise publishes', 'on the machine that publishes', 'sur la machine qui publie'],
    never: /-o |--write/,
  },
  {
    problem: EVERY_PROBLEM.STATE_LOCKED,
    says: ['do anything else again', '--lock-wait SECONDS of run and export', 'refaites toute autre commande'],
    never: /fix: +nothing/,
  },
  {
    problem: { ...EVERY_PROBLEM.DATASET_NOT_FOUND, path: 'https://data.example.fr/mes-demarches' },
    says: ['fetch SHA256SUMS and each file', 'récupérez SHA256SUMS'],
    never: /makes it below output|le crée sous/,
  },
  { problem: EVERY_PROBLEM.DISK_LOW, says: ['nothing is read', 'rien n’est lu'], never: /was read|été lu/ },
  {
    problem: { ...EVERY_PROBLEM.NOTHING_COUNTED, commonest: 'not-a-request' },
    says: ['the head of a new log', 'l’en-tête d’un nouveau journal'],
    never: /fix: +these are messages|ce sont des messages/,
  },
  { problem: EVERY_PROBLEM.DP_NEEDS_RUN, says: ['count and merge', 'count et merge'], never: /--protection/ },
  { problem: EVERY_PROBLEM.NOISE_DRAWN_ANEW, says: ['do this again', 'recommencez'], never: /count again/ },
  {
    problem: { ...EVERY_PROBLEM.TOO_MANY_MALFORMED, periods: ['2026-03'] },
    says: ['nothing is published of 2026-03 as a whole', 'rien n’est publié de l’ensemble de 2026-03'],
    never: /published of them|n’en est publié/,
  },
  {
    problem: { ...EVERY_PROBLEM.TOO_MANY_MALFORMED, format: 'counted' },
    says: [
      'path, status and count, as SELECT',
      'path, status et count, comme',
      'the next run reads',
      'relit ces lignes',
    ],
    never: /--format auto/,
  },
  {
    problem: { ...EVERY_PROBLEM.NO_LINE_FITS, format: 'counted', reason: 'bad-json' },
    says: ['path, status and count, as SELECT', 'path, status et count, comme'],
    never: /--format auto/,
  },
  {
    problem: { ...EVERY_PROBLEM.NO_LINE_FITS, format: 'counted', reason: 'bad-time' },
    says: ['comptage check --format auto LOG', 'comptage check --format auto JOURNAL'],
    never: /SELECT/,
  },
  {
    problem: { code: 'LOG_EMPTY', path: '-' },
    says: ['where: stdin', 'l’entrée standard'],
    never: /: -$/m,
  },
  {
    problem: EVERY_PROBLEM.STDIN_EMPTY,
    says: ['all but run and explain take', 'sauf run et explain'],
    never: /, or name/,
  },
  {
    problem: EVERY_PROBLEM.PERIODS_PARTIAL,
    says: ['of a folder says so', 'd’un dossier le disent'],
    never: /the metadata says/,
  },
])('$problem.code is true of each command that raises it', ({ problem, says, never }) => {
  const texts = (['en', 'fr'] as const).map((language) => {
    speak(language)
    return shown(problem)
  })
  speak('en')
  expect(says.filter((words) => !texts.some((text) => text.includes(words)))).toEqual([])
  expect(texts.join('\n')).not.toMatch(never)
})

const { FILE_UNREADABLE, IMPORT_REFUSED, STATE_FAILED, TALLY_UNREADABLE, WRITE_FAILED } = EVERY_PROBLEM

it.each<Problem>([
  { ...FILE_UNREADABLE, errno: 'EISDIR' },
  { ...IMPORT_REFUSED, why: 'unreadable', errno: 'EISDIR' },
  { ...STATE_FAILED, errno: 'EISDIR' },
  { ...TALLY_UNREADABLE, errno: 'EISDIR' },
  { ...WRITE_FAILED, errno: 'EISDIR' },
  { ...WRITE_FAILED, errno: 'EISDIR', draft: 'operator' },
])('$code of a folder says that a file is needed there', (problem) => {
  expect(shown(problem)).toContain('fix:   a file is needed, and there is a folder: name the file itself, or move')
})
