import { ProblemError } from '../domain/problem.ts'

// Reports, heap snapshots and profiles hold memory, and memory holds lines.
const DUMPING = /--(?:report|heapsnapshot|heap-prof|cpu-prof|inspect|prof\b|diagnostic-dir)[\w-]*/

/**
 * Refuses to start where Node was told to write its memory to disk or to open it to a debugger.
 *
 * @throws ProblemError NODE_OPTIONS_REFUSED
 */
export function refuseDumps(): void {
  const flags = [process.env['NODE_OPTIONS'] ?? '', ...process.execArgv].join(' ')
  const flag = DUMPING.exec(flags)?.[0]
  if (flag !== undefined) throw new ProblemError({ code: 'NODE_OPTIONS_REFUSED', flag })
}
