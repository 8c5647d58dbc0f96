import type { Command } from 'commander'
import { ProblemError } from '../../../domain/problem.ts'
import type { Configuration } from '../../../domain/service.ts'
import { listFormats } from '../../../pipeline/index.ts'
import { SHELL_SCRIPTS, wordsAfter, type Shell } from '../../shell-completion.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { loadConfiguration } from '../../load-configuration.ts'

/** `comptage completion`: what a shell has to read. */
export function completion(shell: Shell): ExitCode {
  process.stdout.write(SHELL_SCRIPTS[shell])
  return EXIT.done
}

/** `comptage complete`: asked by the shell; what may stand in the place of the last word. */
export function complete(program: Command, words: readonly string[]): ExitCode {
  const found = wordsAfter(program, words, {
    datasets: () => near(words)?.datasets.map(({ value }) => value.name) ?? [],
    features: () => near(words)?.features.map(({ id }) => id) ?? [],
    formats: () => listFormats().map(({ name }) => name),
  })
  process.stdout.write(found.map((word) => `${word}\n`).join(''))
  return EXIT.done
}

/** The configuration that was typed or is found; none where it cannot be read. */
function near(words: readonly string[]): Configuration | undefined {
  const at = words.findLastIndex((word) => word === '-c' || word === '--config')
  try {
    return loadConfiguration(words[at + 1 === 0 ? words.length : at + 1])
  } catch (error) {
    // Nobody wants to read of it in the middle of a line.
    if (error instanceof ProblemError) return undefined
    throw error
  }
}
