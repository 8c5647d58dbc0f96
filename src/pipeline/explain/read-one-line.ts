import type { Hit } from '../../domain/hit.ts'
import type { Gate } from '../../gate/index.ts'

/** What a gate makes of one line, which ends in its line end. */
export function readOneLine(gate: Gate, line: Uint8Array): Hit {
  const hits: Hit[] = []
  gate.readLines(line, 0, line.length, (hit) => hits.push({ ...hit }))
  const [hit] = hits
  if (hit === undefined) throw new Error('a gate gives a Hit for every line')
  return hit
}
