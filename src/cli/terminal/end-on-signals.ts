import { EXIT } from '../exit-code.ts'

let isAsked = false

/**
 * From here on a signal ends the program between two turns of the event loop: a file is written in one go, so none is left
 * half-way. Asked for once lines are read: while a configuration is read and compiled, nothing is written, and the system ends
 * the program at once.
 */
export function endOnSignals(): void {
  if (isAsked) return
  isAsked = true
  process.once('SIGINT', () => process.exit(EXIT.interrupted))
  process.once('SIGTERM', () => process.exit(EXIT.terminated))
}
