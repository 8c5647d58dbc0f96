import { stringify } from 'yaml'
import type { ProposedLog } from '../../../pipeline/index.ts'
import { say, type Both } from '../../language/language.ts'
import { heading } from '../heading.ts'

const PROPOSAL: Both = {
  en: 'Logs to paste into the configuration: the web server writes them',
  fr: 'Journaux à recopier dans la configuration : le serveur web les écrit',
}

/** Logs that a web server of this machine writes, as YAML that can be pasted; nothing, where there are none. */
export function logsProposal(logs: readonly ProposedLog[]): string {
  if (logs.length === 0) return ''
  return `${heading(say(PROPOSAL))}${stringify({ logs }, { lineWidth: 0 })}`
}
