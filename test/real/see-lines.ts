import { dayText } from '../../src/domain/calendar.ts'
import { METHODS, STATUSES } from '../../src/domain/dictionary.ts'
import { FATES, REASONS, type Fate, type Reason } from '../../src/domain/fate.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { readConfiguration } from '../../src/config/index.ts'
import { countLogs, type Ledger } from '../../src/pipeline/index.ts'

/** What the product made of one line, in words; undefined: could not be read. */
export type SeenLine = {
  readonly fate: Fate
  readonly reason: Reason | undefined
  readonly day: string | undefined
  readonly status: string | undefined
  readonly method: string | undefined
  /** −1: absent. */
  readonly bytes: number
}

/** Sends one log through the whole product, and gives each of its lines but the too long. The day is of UTC. */
export async function seeLines(
  path: string,
  format: string,
): Promise<{ readonly lines: readonly SeenLine[]; readonly ledger: Ledger }> {
  const lines: SeenLine[] = []
  const request = { configuration: CONFIGURATION, logs: [path], format, malformedLimit: 1 }
  const { ledger } = await countLogs(request, {
    onHit: ({ fate, reason, day, status, method, bytes }) =>
      lines.push({
        fate: FATES[fate]!,
        reason: REASONS[reason],
        day: day < 0 ? undefined : dayText(day),
        status: STATUSES[status],
        method: METHODS[method],
        bytes,
      }),
  })
  return { lines, ledger }
}

const CONFIGURATION = configurationOf(`
service: { name: Essai }
timezone: UTC
features:
  - { id: accueil, title: Accueil, match: [ / ] }
  - { id: images, title: Images, match: [ /images/** ], assets: count }
datasets: [ { by: [ day, feature ] } ]
`)

function configurationOf(text: string): Configuration {
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
  if (configuration === undefined) throw new Error(problems.map(({ code }) => code).join(', '))
  return configuration
}
