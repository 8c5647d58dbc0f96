import { join } from 'node:path'
import { vi } from 'vitest'
import { speak } from '../../src/cli/language/language.ts'
import { main } from '../../src/cli/main.ts'

export type MainRun = { readonly code: number; readonly stdout: string; readonly stderr: string }

// What main() listens to is for the length of a process; here it is called again and again.
const HANDLED = ['SIGINT', 'SIGTERM', 'uncaughtException']
const events: NodeJS.EventEmitter = process

/** The command line in this process, so that it can be given doubles, and its coverage be seen. */
export async function mainInProcess(argv: readonly string[]): Promise<MainRun> {
  const written = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text)
      return true
    }),
  )
  const before = HANDLED.map((event) => events.listeners(event))
  try {
    const code = await main(argv)
    return { code, ...written }
  } finally {
    HANDLED.forEach((event, n) => {
      for (const listener of events.listeners(event))
        if (!before[n]!.includes(listener)) events.removeListener(event, listener as () => void)
    })
    for (const name of ['stdout', 'stderr'] as const) process[name].removeAllListeners('error')
    for (const spy of spies) spy.mockRestore()
    // Other tests of this worker read English.
    speak('en')
  }
}

/** The same of a line. Words that begin with `./` are paths below the folder. */
export function follow(folder: string, line: string): Promise<MainRun> {
  const argv = line.split(' ').filter((word) => word !== '')
  return mainInProcess(argv.map((word) => (word.startsWith('./') ? join(folder, word) : word)))
}
