import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../../bin/comptage.js', import.meta.url))
const BUILT = fileURLToPath(new URL('../../../dist/program/main.cjs', import.meta.url))

/** What a run let out, one byte a character. */
export type Ran = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }

export type RunOptions = {
  readonly folder: string
  readonly stdin?: Buffer | undefined
  /** Ends the run as a power cut would. */
  readonly killAfterMs?: number | undefined
}

/** Runs the built program in a folder of its own, where it finds its temporary folder and its home too. */
export async function runComptage(args: readonly string[], { folder, stdin, killAfterMs }: RunOptions): Promise<Ran> {
  if (!existsSync(BUILT)) throw new Error('dist/ is missing: run `npm run build` first')
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, NO_COLOR: '1', DEBUG: '*' },
  })
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  // A program that refuses its options ends before it has read what is piped to it.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin ?? Buffer.alloc(0))
  const [stdout, stderr, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    }),
  ])
  clearTimeout(timer)
  return { exitCode, stdout, stderr }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('latin1')
}

/** Every file and folder below a folder: its name there and its bytes (none of a folder), one a character, in the order of names. */
export function writtenBelow(folder: string): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const name = Buffer.from(relative(folder, path)).toString('latin1')
      return { name, text: entry.isFile() ? readFileSync(path, 'latin1') : '' }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
