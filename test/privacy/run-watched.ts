import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from '../cli/run-comptage.ts'
import { has } from '../machine.js'

/** All that a program let out, as latin1 text a channel. */
export type Watched = {
  readonly code: number | undefined
  readonly signal: NodeJS.Signals | undefined
  readonly channels: Readonly<Record<string, string>>
  /** System calls by which bytes could leave unseen. */
  readonly forbidden: readonly string[]
}

export type WatchOptions = {
  /** Holds nothing of a log; the program works in `work` below it, and its temporary files go to `tmp`. */
  readonly folder: string
  readonly stdin?: string | Uint8Array
  /** Sent when all of stdin is written and nearly all of it is read; stdin stays open. */
  readonly signal?: NodeJS.Signals
  /** For the shell, before the program: `ulimit -f 1`, a redirection of its own output. */
  readonly before?: string
  readonly after?: string
}

/** Without it system calls are not looked at. */
export const CAN_TRACE = has('strace')

const WRITING = 'write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,openat,open,creat,mkdir,mkdirat'
const NAMING = 'rename,renameat,renameat2,link,linkat,symlink,symlinkat'
const UNSEEN = 'connect,io_uring_setup,memfd_create,sendfile,copy_file_range,splice'

/** Runs a program under strace where that can be had, and gathers everything that leaves it. */
export async function runWatched(argv: readonly string[], options: WatchOptions): Promise<Watched> {
  const { folder, before = 'true', after = '' } = options
  const trace = join(folder, 'trace.txt')
  for (const name of ['work', 'tmp']) mkdirSync(join(folder, name), { recursive: true })
  const shell = ['sh', '-c', `${before}; echo $$ > ../pid; exec "$@" ${after}`, 'sh', ...argv]
  const calls = `${WRITING},${NAMING},${UNSEEN},mmap`
  // What goes through io_uring, which Node 22 opens at its start, is seen by nobody: it is refused here, and calls take its place.
  const refused = ['-e', 'inject=io_uring_setup:error=ENOSYS']
  const watched = ['-f', '--seccomp-bpf', '-xx', '-s', '1000000', '-e', `trace=${calls}`]
  const tracer = ['strace', ...watched, ...refused, '-o', trace]
  const { code, signal, stdout, stderr } = await run([...(CAN_TRACE ? tracer : []), ...shell], options)
  const calledWith = CAN_TRACE ? readFileSync(trace, 'latin1') : ''
  return {
    code,
    signal,
    channels: {
      stdout,
      stderr,
      files: Object.values(filesBelow(join(folder, 'work'))).join('\n'),
      'temporary files': Object.values(filesBelow(join(folder, 'tmp'))).join('\n'),
      names: ['work', 'tmp'].flatMap((name) => namesBelow(join(folder, name))).join('\n'),
      'system calls': textOfTrace(calledWith),
    },
    forbidden: forbiddenIn(calledWith),
  }
}

function namesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
}

type Ended = Omit<Watched, 'channels' | 'forbidden'> & { readonly stdout: string; readonly stderr: string }

function run([program, ...args]: readonly string[], options: WatchOptions): Promise<Ended> {
  const { folder, stdin = '', signal: toSend } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program!, args, {
      cwd: join(folder, 'work'),
      env: { PATH: process.env['PATH'], NO_COLOR: '1', TZ: 'UTC', TMPDIR: join(folder, 'tmp'), UV_USE_IO_URING: '0' },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString('latin1')))
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString('latin1')))
    child.stdin.on('error', () => undefined)
    if (toSend === undefined) child.stdin.end(stdin)
    else child.stdin.write(stdin, () => process.kill(pidIn(folder), toSend))
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({ code: code ?? undefined, signal: signal ?? undefined, stdout, stderr }),
    )
  })
}

/** Of the program itself: a signal to strace would not reach it. */
function pidIn(folder: string): number {
  const file = join(folder, 'pid')
  if (!existsSync(file)) throw new Error('the program has not begun')
  return Number(readFileSync(file, 'latin1'))
}

/** The strings that were handed to the system: all of them in hexadecimal, so that a quote stands only around one. */
function textOfTrace(trace: string): string {
  const strings = trace.split('"').filter((part) => part.startsWith('\\x'))
  return strings.map((hex) => Buffer.from(hex.replaceAll('\\x', ''), 'hex').toString('latin1')).join('\n')
}

function forbiddenIn(trace: string): readonly string[] {
  return trace.split('\n').flatMap((line) => {
    const [, call = '', rest = ''] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? []
    const isShared = ['mmap', 'PROT_WRITE', 'MAP_SHARED'].every((word) => line.includes(word))
    if (line.includes('(INJECTED)')) return []
    return isShared || UNSEEN.split(',').includes(call) ? [`${call}(${rest.slice(0, 200)}`] : []
  })
}
