import { stringify } from 'yaml'
import type { ProposedLog } from '../../pipeline/index.ts'
import { heading } from './heading.ts'

/** Logs that a web server of this machine writes, as YAML that can be pasted; nothing, where there are none. */
export function logsProposal(logs: readonly ProposedLog[]): string {
  if (logs.length === 0) return ''
  return `${heading('Logs to paste into the configuration: this machine’s web server writes them')}${stringify({ logs }, { lineWidth: 0 })}`
}
