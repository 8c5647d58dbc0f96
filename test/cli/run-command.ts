import { Readable } from 'node:stream'
import { vi } from 'vitest'
import { exitCodeOf, type ExitCode } from '../../src/cli/exit-code.ts'
import { showProblems } from '../../src/cli/show-problems.ts'
import { ProblemError } from '../../src/domain/problem.ts'

export type CommandRun = { readonly code: ExitCode; readonly stdout: string; readonly stderr: string }

/** Runs a command in this process: what it writes, and the exit code that the program would end with. */
export async function runCommand(command: () => Promise<ExitCode>, stdin = ''): Promise<CommandRun> {
  const written = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text)
      return true
    }),
  )
  const input = vi
    .spyOn(process, 'stdin', 'get')
    .mockReturnValue(
      Object.assign(Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]), { fd: 0 as const, isTTY: false }) as never,
    )
  try {
    const code = await command().catch(shown)
    return { code, ...written }
  } finally {
    for (const spy of [...spies, input]) spy.mockRestore()
  }
}

function shown(error: unknown): ExitCode {
  if (!(error instanceof ProblemError)) throw error
  showProblems(error.problems)
  return exitCodeOf(error.problems)
}
