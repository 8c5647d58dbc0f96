// What is run, by the bench and by its guard.
import { fileURLToPath } from 'node:url'

export const COMPTAGE = fileURLToPath(new URL('../bin/comptage.js', import.meta.url))
const CONFIG = fileURLToPath(new URL('comptage.yaml', import.meta.url))

/** Day × path of a combined log, and one number: the least that can be done with a line. */
export const AWK_COMBINED = awkOf('$7', 'substr($4,2,11)')
/** The same of the JSON of `write-json.js`, with its quotes as separators. */
export const AWK_JSON = awkOf('substr($12,index($12," ")+1)', 'substr($4,1,10)')

function awkOf(target, day) {
  return `{p=${target}; sub(/[? ].*/,"",p); d=${day}; c[d" "p]++} END{for(k in c) n+=c[k]; print n}`
}

/** `comptage count` of what follows, into a folder; in the place of another log's figures, which nobody has. */
export function count(output, format = 'combined') {
  return [process.execPath, COMPTAGE, 'count', '-c', CONFIG, '--format', format, '--cut-anew', '-o', output]
}
