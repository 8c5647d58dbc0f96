import { spawn } from 'node:child_process'
import { COMPTAGE } from './run-comptage.ts'

/** What somebody types once this stands on the screen. */
export type Answer = { readonly after: string; readonly type: string }

export type OnTerminal = {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly answers?: readonly Answer[]
}

export const ENTER = '\r'
export const CONTROL_C = '\x03'

/** A line of sh on a terminal of 80 columns and 24 lines; `comptage` stands for the program. `screen`: all that was ever shown. */
export function onTerminal(
  line: string,
  { cwd, env = {}, answers = [] }: OnTerminal,
): Promise<{ readonly code: number | null; readonly screen: string }> {
  const session = `stty rows 24 cols 80; comptage() { ${process.execPath} ${COMPTAGE} "$@"; }; ${line}`
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['--quiet', '--return', '--command', session, '/dev/null'], {
      cwd,
      env: { PATH: process.env['PATH'], SHELL: '/bin/sh', TERM: 'xterm', NO_COLOR: '1', TZ: 'UTC', ...env },
    })
    const waiting = [...answers]
    let [screen, seen] = ['', 0]
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text
      const [next] = waiting
      const at = next === undefined ? -1 : screen.indexOf(next.after, seen)
      if (next === undefined || at < 0) return
      seen = at + next.after.length
      waiting.shift()
      child.stdin.write(next.type)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      child.stdin.end()
      resolve({ code, screen })
    })
  })
}
