import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const COMPTAGE = join(ROOT, 'bin/comptage.js')

export type Run = {
  /** undefined: ended by a signal. */
  readonly code: number | undefined
  readonly signal: NodeJS.Signals | undefined
  readonly stdout: string
  readonly stderr: string
}

export type RunOptions = {
  readonly cwd?: string
  readonly stdin?: string | Uint8Array
  /** stdin stays open: the program is at work until something ends it. */
  readonly holdStdin?: true
  readonly env?: Readonly<Record<string, string>>
  /** As another user; only root may. */
  readonly uid?: number
}

/** The real program, as built, in a process of its own. Nothing of the test's own environment but PATH reaches it. */
export function runComptage(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return runProgram(process.execPath, [COMPTAGE, ...args], options)
}

/** The same in a pipeline: `comptage` stands for the program. */
export function runShell(line: string, options: RunOptions = {}): Promise<Run> {
  return runProgram('sh', ['-c', `comptage() { ${process.execPath} ${COMPTAGE} "$@"; }\n${line}`], options)
}

export function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { cwd, stdin = '', holdStdin, env = {}, uid } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', TZ: 'UTC', ...env },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes))
    // A program that refuses its options does not read on.
    child.stdin.on('error', () => undefined)
    if (holdStdin === true) child.stdin.write(stdin)
    else child.stdin.end(stdin)
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({
        code: code ?? undefined,
        signal: signal ?? undefined,
        stdout: Buffer.concat(stdout).toString('latin1'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    )
  })
}

/** A folder for the tests of one file, gone afterwards; `fresh` makes another one in it, with these files. */
export function testFolder(name: string): { fresh: (files?: Readonly<Record<string, string | Uint8Array>>) => string } {
  const root = mkdtempSync(join(tmpdir(), `comptage-${name}-`))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return {
    fresh: (files = {}) => {
      const folder = mkdtempSync(join(root, 'case-'))
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), content)
      }
      return folder
    },
  }
}

/** Every file below a folder: its path there, and its bytes as latin1 text, one character a byte. */
export function filesBelow(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path).toString('latin1')]),
  )
}

export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

/** One line of the format combined; the identifiers in it carry LEAK. */
export function combinedLine(
  change: {
    readonly time?: string
    readonly request?: string
    readonly status?: number
    readonly referrer?: string
    readonly agent?: string
  } = {},
): string {
  const { time = '10/Mar/2026:09:31:24 +0100', request = 'GET /simulateur?nom=LEAK HTTP/1.1' } = change
  const { status = 200, referrer = '-', agent = FIREFOX } = change
  return `203.0.113.7 - LEAK-user [${time}] "${request}" ${status} 512 "${referrer}" "${agent}"\n`
}
