import { spawn } from 'node:child_process'
import { COMPTAGE, type Run } from './run-comptage.ts'

// What stands between two programs holds some 200 KB: once these are written, nearly all of them were read.
const FED_BYTES = 4_000_000

/** Feeds the log through stdin, again and again, and signals while the program waits for more; it ends where the signal should not end it. */
export function feedThenSignal(
  args: readonly string[],
  signal: NodeJS.Signals,
  log: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMPTAGE, ...args], {
      cwd: options.cwd,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...options.env },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString('latin1')))
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString('utf8')))
    child.stdin.on('error', () => undefined)
    child.stdin.write(log.repeat(Math.ceil(FED_BYTES / log.length)), () => {
      child.kill(signal)
      if (signal === 'SIGUSR1') child.stdin.end()
    })
    child.on('error', reject)
    child.on('close', (code, ended) => resolve({ code: code ?? undefined, signal: ended ?? undefined, stdout, stderr }))
  })
}
