import { z } from 'zod'
import { readRealJson, realLines } from '../shared-logs.ts'

const STRINGS = z.array(z.string())
const SENTINELS = z.record(
  z.string(),
  z.object({ clients: STRINGS, users: STRINGS, emails: STRINGS, tokens: z.record(z.string(), STRINGS) }),
)

/** Logs of the format `common`, of which the user column is looked at once more. */
export const COMMON_LOGS = [
  'ezpaarse_cairn_2013-03-12.log',
  'ezpaarse_edp_2013-01-23.log',
  'ezpaarse_npg_2012-11-30.log',
  'ezpaarse_sd_2012-11-30.log',
  'nasa_jul95_50k.log',
]

/** Every string of the real logs that must come out nowhere, one byte a character, each once, in a fixed order. */
export function knownSentinels(): readonly string[] {
  const listed = Object.values(SENTINELS.parse(readRealJson('truth/SENTINELS.json')))
  const strings = listed.flatMap(({ clients, users, emails, tokens }) => [
    ...clients,
    ...users,
    ...emails,
    ...Object.values(tokens).flat(),
  ])
  const users = COMMON_LOGS.flatMap((log) => realLines(`large/${log}`).map(userOf))
  return [...new Set([...strings, ...users])].filter((text) => text !== '-' && text !== '').sort()
}

/** What stands between the second space and the time. */
function userOf(line: Buffer): string {
  const front = line.toString('latin1').split(' [')[0] ?? ''
  return front.split(' ').slice(2).join(' ')
}
