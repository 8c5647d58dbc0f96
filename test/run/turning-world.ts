import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)

/** With these tables and keys, the lines of the days through this one are read. Days are counted from the first of March 2026. */
export type Step = { readonly more: string; readonly through: number }

/** How often each feature is used on a day. */
export type Uses = (feature: string, day: number) => number

export const FEATURES = ['aide', 'simulateur']

/** A service whose configuration changes: read every few days, and once more three days after its last line. */
export async function turningService(
  folder: string,
  steps: readonly Step[],
  usesOf: Uses,
  every = 12,
): Promise<ConfiguredService> {
  mkdirSync(join(folder, 'logs'))
  let next = 0
  let service: ConfiguredService | undefined
  for (const { more, through } of steps) {
    service = turnedTo(folder, more)
    for (; next <= through; next++) {
      appendFileSync(join(folder, 'logs', 'access.log'), linesOfDay(next, usesOf))
      if (next % every === every - 1 || next === through) await service.run(next + 0.9)
    }
  }
  if (service === undefined) throw new Error('no step')
  await service.run(next + 2.5)
  return service
}

/** The same service with other tables and keys. */
function turnedTo(folder: string, more: string): ConfiguredService {
  return configuredService(
    folder,
    FEATURES.map((id) => `{ id: ${id}, match: [ /${id} ] }`),
    `${more.includes('since:') ? '' : 'since: 2026-03-01\n'}${more}\n`,
  )
}

/** Each day has a line that is no use, so that no day is missing. */
function linesOfDay(day: number, usesOf: Uses): string {
  const uses = FEATURES.map((feature) => line(day, `/${feature}`).repeat(usesOf(feature, day)))
  return `${line(day, '/aide', 302)}${uses.join('')}`
}

function line(day: number, path: string, status = 200): string {
  const [, date, month, year] = new Date(START + day * DAY).toUTCString().split(' ')
  return `203.0.113.7 - - [${date}/${month}/${year}:12:00:00 +0000] "GET ${path} HTTP/1.1" ${status} 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`
}

/** A published row: its period, its feature and its first measure, unless that is hidden. */
export type Row = { readonly period: string; readonly feature: string; readonly uses: number | undefined }

export function rowsOf({ output }: ConfiguredService, table: string, folder = 'essai'): readonly Row[] {
  const path = join(output, folder, 'data', `${table}.csv`)
  if (!existsSync(path)) return []
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  return rows.map((row) => {
    const [period = '', feature = '', uses = ''] = row.split(',')
    return { period, feature, uses: uses === '' ? undefined : Number(uses) }
  })
}

export function textOf({ output }: ConfiguredService, path: string): string {
  return readFileSync(join(output, path), 'utf8')
}

/** The periods and features of a detail of which a figure by device is shown. */
export function shownDetails({ output }: ConfiguredService, table: string): readonly Omit<Row, 'uses'>[] {
  const path = join(output, 'essai-detail', 'data', `${table}.csv`)
  if (!existsSync(path)) return []
  const shown = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
    .filter(([, , , uses = '']) => uses !== '')
    .map(([period = '', feature = '']) => ({ period, feature }))
  return [...new Map(shown.map((one) => [JSON.stringify(one), one])).values()]
}
