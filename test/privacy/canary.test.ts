import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { COMPTAGE, testFolder } from '../cli/run-comptage.ts'
import { CANARIES, COMBINED_LOG, CONFIG, CUSTOM_FORMAT, CUSTOM_LOG, MALFORMED_LOG, VHOST_LOG } from './canaries.ts'
import { findTraces, windowsOf } from './find-traces.ts'
import { CAN_TRACE, runWatched, type Watched, type WatchOptions } from './run-watched.ts'

/*
 * Nothing that says who asked leaves the program, by any road: what it prints, the files that it leaves, their names,
 * the files that it made and removed, and whatever else it hands to the system.
 */
const { fresh } = testFolder('privacy')

/** A folder to be watched, and beside it, unwatched, the log. */
function situation(log: string | Uint8Array): { folder: string; log: string } {
  const folder = fresh({ 'watched/work/comptage.yaml': CONFIG, 'access.log': log })
  return { folder: join(folder, 'watched'), log: join(folder, 'access.log') }
}

function tracesOf({ channels }: Watched): readonly string[] {
  return Object.entries(channels).flatMap(([channel, text]) => findTraces(text).map((trace) => `${channel}: ${trace}`))
}

function expectNoTrace(watched: Watched): void {
  expect(tracesOf(watched)).toEqual([])
  expect(watched.forbidden).toEqual([])
  // The trace has what was printed: it was looked at.
  if (CAN_TRACE) expect(watched.channels['system calls']).toContain(watched.channels['stderr']!.slice(0, 40))
}

describe('the canaries', () => {
  const windows = Object.values(CANARIES).flatMap(windowsOf)
  const folded = windows.map((window) => window.toLowerCase())
  const reversed = folded.map((window) => Array.from(window).reverse().join(''))

  it('have no six bytes twice, in either direction', () => {
    expect(new Set([...folded, ...reversed]).size).toBe(2 * windows.length)
  })

  it('are long enough', () => {
    for (const [name, value] of Object.entries(CANARIES))
      expect(value.length, name).toBeGreaterThan(name === 'ipv4' ? 10 : 15)
  })

  it('are all in the logs', () => {
    for (const [name, value] of Object.entries(CANARIES)) expect(CUSTOM_LOG, name).toContain(value)
  })
})

type Case = Omit<WatchOptions, 'folder'> & {
  readonly why: string
  readonly args: readonly string[]
  readonly log: string | Uint8Array
  /** What shows that the program went where this case sends it. */
  readonly code?: number
  readonly says: RegExp
}

const BINARY = Buffer.concat([
  Buffer.from(COMBINED_LOG),
  Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * 73) % 256)),
  Buffer.from(`\0\0${COMBINED_LOG.replaceAll('Firefox', '\xff\xfe')}`, 'latin1'),
])
const CUT_GZIP = gzipSync(CUSTOM_LOG).subarray(0, -20)
const LONG = `${COMBINED_LOG}${CANARIES.user.repeat(65536)}\n${COMBINED_LOG}`
const EXACT = ['--protection', 'exact', '--accept-risk']
const FOLDERS = ['-o', 'out', '--ledger', 'ledger.json']
const MUCH = COMBINED_LOG.repeat(Math.ceil(4_000_000 / COMBINED_LOG.length))

const COUNTS: readonly Case[] = [
  {
    why: 'folders and ledger',
    args: ['--format', CUSTOM_FORMAT, ...FOLDERS],
    log: CUSTOM_LOG,
    code: 0,
    says: /^15 {2}counted/m,
  },
  { why: 'exact figures on stdout', args: EXACT, log: COMBINED_LOG, code: 0, says: /: combined, 90 of 90 lines/ },
  { why: 'a virtual host', args: FOLDERS, log: VHOST_LOG, code: 0, says: /: vhost_combined, 90 of 90 lines/ },
  {
    why: 'too many malformed lines',
    args: ['--format', 'combined', ...FOLDERS],
    log: COMBINED_LOG + MALFORMED_LOG,
    code: 65,
    says: /do not fit the format combined/,
  },
  {
    why: 'malformed lines that are let through',
    args: ['--format', 'combined', '--malformed-limit', '100%', ...FOLDERS],
    log: COMBINED_LOG + MALFORMED_LOG,
    code: 0,
    says: /^215 {2}malformed/m,
  },
  { why: 'no format fits', args: FOLDERS, log: MALFORMED_LOG, code: 65, says: /no known format/ },
  {
    why: 'the wrong format',
    args: ['--format', 'vhost_combined', ...FOLDERS],
    log: COMBINED_LOG,
    code: 65,
    says: /do not fit the format vhost_combined/,
  },
  {
    why: 'a truncated line',
    args: FOLDERS,
    log: `${COMBINED_LOG}${COMBINED_LOG.slice(0, 150)}`,
    code: 0,
    says: /^16 {2}malformed/m,
  },
  { why: 'binary', args: ['--malformed-limit', '100%', ...FOLDERS], log: BINARY, code: 0, says: /lines read/ },
  { why: 'a line of 1 MB', args: FOLDERS, log: LONG, code: 0, says: /^ {2}1 {2}too-long/m },
  { why: 'a cut archive', args: FOLDERS, log: CUT_GZIP, code: 74, says: /the archive is damaged/ },
  { why: 'an unknown option', args: ['--verbose'], log: COMBINED_LOG, code: 64, says: /unknown option/ },
  {
    why: 'an option that cannot be read',
    args: ['--since', 'yesterday'],
    log: COMBINED_LOG,
    code: 64,
    says: /expected a day/,
  },
  { why: 'an unknown format', args: ['--format', 'combind'], log: COMBINED_LOG, code: 64, says: /did you mean/ },
  {
    why: 'a table that may not be',
    args: ['--protection', 'cell-key'],
    log: COMBINED_LOG,
    code: 78,
    says: /more than four noisy figures/,
  },
  { why: 'a full disk behind stdout', args: EXACT, log: COMBINED_LOG, after: '> /dev/full', code: 74, says: /ENOSPC/ },
  {
    why: 'a disk that takes no more than 1 KiB',
    args: FOLDERS,
    log: COMBINED_LOG,
    before: 'ulimit -f 2',
    code: 74,
    says: /EFBIG/,
  },
]

const SIGNALS: readonly { readonly signal: NodeJS.Signals; readonly code?: number }[] = [
  { signal: 'SIGINT', code: 130 },
  { signal: 'SIGTERM', code: 143 },
  { signal: 'SIGKILL' },
]

describe.concurrent('comptage count lets nothing out', () => {
  it.each(COUNTS)('$why', async ({ args, log, code, says, ...options }) => {
    const paths = situation(log)
    const watched = await runWatched([process.execPath, COMPTAGE, 'count', ...args, paths.log], {
      ...paths,
      ...options,
    })
    expectNoTrace(watched)
    expect(watched.code).toBe(code)
    expect(watched.channels['stderr']).toMatch(says)
  })

  it.each(SIGNALS)('$signal, half-way', async ({ signal, code }) => {
    const { folder } = situation('')
    const argv = [process.execPath, COMPTAGE, 'count', ...FOLDERS, '-']
    const watched = await runWatched(argv, { folder, stdin: MUCH, signal })
    expectNoTrace(watched)
    expect([watched.code, watched.signal]).toEqual(code === undefined ? [undefined, signal] : [code, undefined])
    expect(watched.channels['names']!.split('\n').filter((name) => name !== '')).toEqual(['comptage.yaml'])
  })
})

/** Commands that speak of single lines, and so come nearest to a log, and those that write. All others: `every-command.test.ts`. */
const ABOUT_LINES: readonly (Pick<Case, 'why' | 'args' | 'stdin'> & { readonly log?: string })[] = [
  { why: 'every kind of line', args: ['check', '--format', CUSTOM_FORMAT, 'LOG'], log: CUSTOM_LOG },
  { why: 'a format to detect', args: ['check', 'LOG'], log: COMBINED_LOG + MALFORMED_LOG },
  { why: 'no format fits', args: ['check', 'LOG'], log: MALFORMED_LOG },
  { why: 'every kind of line', args: ['explain', '--line'], stdin: COMBINED_LOG },
  { why: 'malformed', args: ['explain', '--line'], stdin: MALFORMED_LOG },
  { why: 'binary', args: ['explain', '--line'], stdin: BINARY },
  { why: 'a draft', args: ['init', '--yes', '-o', 'draft.yaml', 'LOG'], log: COMBINED_LOG },
  { why: 'a page', args: ['audit', '--html', '-o', 'audit.html', 'LOG'], log: COMBINED_LOG },
  { why: 'sums', args: ['tally', '--tally', 'one.tally', 'LOG'], log: COMBINED_LOG + MALFORMED_LOG },
]

describe.concurrent('commands about lines, and those that write, let nothing out', () => {
  for (const { why, args, log = '', ...options } of ABOUT_LINES) {
    const [command = ''] = args
    it(`${command}: ${why}`, async () => {
      const paths = situation(log)
      const argv = args.map((arg) => (arg === 'LOG' ? paths.log : arg))
      const watched = await runWatched([process.execPath, COMPTAGE, ...argv], { ...paths, ...options })
      expectNoTrace(watched)
      expect(watched.channels['stdout']! + watched.channels['stderr']!).not.toBe('')
      expect(watched.code).not.toBe(70)
    })
  }
})

/** Programs that do what must never be done; each leak must be found, or the tests above prove nothing. */
const LEAKS: readonly {
  readonly why: string
  readonly program: string
  readonly found: RegExp
  readonly needsTrace?: true
}[] = [
  { why: 'printed', program: `process.stdout.write(agent.slice(3, 13))`, found: /^stdout: agent, as it is$/ },
  {
    why: 'printed in capitals',
    program: `process.stdout.write(referrer.toUpperCase())`,
    found: /^stdout: referrerHost, as it is$/,
  },
  { why: 'printed backwards', program: `console.log([...user].reverse().join(''))`, found: /^stdout: user, reversed$/ },
  {
    why: 'in the message of an error',
    program: `try { JSON.parse('{"user": ' + user) } catch (error) { console.error(error.message) }`,
    found: /^stderr: user, as it is$/,
  },
  { why: 'in an error that nobody caught', program: `new URL(user)`, found: /^stderr: user, as it is$/ },
  {
    why: 'the address as a number',
    program: `console.log(address.split('.').reduce((sum, part) => sum * 256 + +part, 0))`,
    found: /^stdout: ipv4, a number$/,
  },
  {
    why: 'URL-encoded in a file',
    program: `fs.writeFileSync('x', [...Buffer.from(user)].map((b) => '%' + b.toString(16)).join(''))`,
    found: /^files: user, URL-encoded$/,
  },
  {
    why: 'in hexadecimal in a temporary file',
    program: `fs.writeFileSync(os.tmpdir() + '/x', Buffer.from(user).toString('hex'))`,
    found: /^temporary files: user, hexadecimal$/,
  },
  {
    why: 'hashed',
    program: `fs.writeFileSync('x', crypto.createHash('sha256').update(address).digest('hex').slice(0, 16))`,
    found: /^files: ipv4, sha256$/,
  },
  {
    why: 'hashed, in base64',
    program: `fs.writeFileSync('x', crypto.createHash('md5').update(user).digest('base64'))`,
    found: /^files: user, md5 in base64$/,
  },
  { why: 'the name of a folder', program: `fs.mkdirSync('visits-of-' + user)`, found: /^names: user, as it is$/ },
  {
    why: 'base64 in a file that is removed',
    program: `fs.writeFileSync('x', Buffer.from('a' + user).toString('base64')); fs.rmSync('x')`,
    found: /^system calls: user, base64$/,
    needsTrace: true,
  },
  {
    why: 'the name of a folder that is removed',
    program: `fs.mkdirSync(user); fs.rmdirSync(user)`,
    found: /^system calls: user, as it is$/,
    needsTrace: true,
  },
  {
    why: 'an asynchronous write to a file that is removed',
    program: `fs.promises.writeFile('x', user).then(() => fs.rmSync('x'))`,
    found: /^system calls: user, as it is$/,
    needsTrace: true,
  },
]

const READ = `const fs = require('node:fs'), os = require('node:os'), crypto = require('node:crypto'), net = require('node:net')
const line = fs.readFileSync(process.argv[1], 'latin1').split('\\n')[0]
const [address, , user] = line.split(' '), [, , , referrer, , agentText] = line.split('"'), agent = agentText.split(' ').at(-1)
`

describe.concurrent('a planted leak is found', () => {
  for (const { why, program, found, needsTrace } of LEAKS) {
    it.skipIf(needsTrace === true && !CAN_TRACE)(why, async () => {
      const { folder, log } = situation(COMBINED_LOG)
      const watched = await runWatched([process.execPath, '-e', READ + program, log], { folder })
      expect(tracesOf(watched)).toContainEqual(expect.stringMatching(found))
    })
  }

  it.skipIf(!CAN_TRACE)('a connection', async () => {
    const { folder, log } = situation(COMBINED_LOG)
    const program = `${READ}net.connect(9, '127.0.0.1').on('error', () => {})`
    const { forbidden } = await runWatched([process.execPath, '-e', program, log], { folder })
    expect(forbidden).toContainEqual(expect.stringMatching(/^connect\(/))
  })
})
