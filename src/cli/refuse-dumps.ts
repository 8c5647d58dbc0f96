import { ProblemError } from '../domain/problem.ts'

// Reports, heap snapshots and profiles hold memory, and memory holds lines.
// Node takes an underscore for a hyphen.
const DUMPING =
  /--(?:experimental[-_]report|report|heapsnapshot|heap[-_]prof|cpu[-_]prof|inspect|prof\b|diagnostic[-_]dir|abort[-_]on[-_]uncaught)[\w-]*/

/**
 * Refuses to start where Node was told to write its memory to disk or to open it to a debugger.
 *
 * @throws ProblemError NODE_OPTIONS_REFUSED
 */
export function refuseDumps(): void {
  const flags = [process.env['NODE_OPTIONS'] ?? '', ...process.execArgv].join(' ')
  const flag = DUMPING.exec(flags)?.[0]
  if (flag !== undefined) throw new ProblemError({ code: 'NODE_OPTIONS_REFUSED', flag })
  // Node opens itself to a debugger on this signal, for every user of the machine, where nobody listens to it.
  if (process.listenerCount('SIGUSR1') === 0) process.on('SIGUSR1', () => undefined)
}
