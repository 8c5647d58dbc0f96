import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfiguration } from '../../src/config/index.ts'
import { countLogs, publicationOf } from '../../src/pipeline/index.ts'
import { checkFigures } from '../../src/pipeline/verify/check-figures.ts'
import { checkOtherTier } from '../../src/pipeline/verify/check-other-tier.ts'
import { checkTotals } from '../../src/pipeline/verify/check-totals.ts'
import { openEdition } from '../../src/pipeline/verify/read/read-edition.ts'
import { readFigures } from '../../src/pipeline/verify/read/read-figures.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { publishedIn } from '../run/findings-in.ts'
import { publishTo } from './published.ts'

/** Counts a log of some days, of clients, answers and origins of every kind, with these tables. @returns the output folder */
export async function countedInto(folder: string, tables: readonly string[], days: readonly string[]): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const log = join(folder, 'access.log')
  writeFileSync(log, logOf(days))
  const text = `service: { id: essai, name: Essai, hosts: [ essai.example.fr ] }
timezone: UTC
malformed_limit: 100%
features:
  - { id: aide, match: [ /aide ] }
  - { id: simulateur, match: [ /simulateur ] }
  - { id: api, match: [ /api ], clients: all }
datasets:
${tables.map((table) => `  - { ${table} }\n`).join('')}`
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new Error(JSON.stringify(problems))
  const publication = publicationOf(
    await countLogs({ configuration, logs: [log], acceptRisk: true, format: 'combined' }),
  )
  if (publication === undefined) throw new Error('an alarm went off')
  const root = join(folder, 'open-data')
  await publishTo(root, publication)
  return root
}

const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'curl/8.5.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  ...Array.from<string>({ length: 3 }).fill('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'),
]
const REFERRERS = ['-', 'https://essai.example.fr/aide', 'https://www.google.com/', 'https://essai.example.fr/autre']
const STATUS = [200, 200, 200, 404, 200, 302, 200, 206, 200, 304, 500, 200]
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function logOf(days: readonly string[]): string {
  const wanted = days.flatMap((day, d) =>
    ['/aide', '/simulateur', '/api'].flatMap((path, f) =>
      Array.from({ length: 1 + ((d * 7 + f * 5) % 19) }, () => [day, path] as const),
    ),
  )
  const lines = wanted.map(([day, path], n) => {
    const date = `${day.slice(8)}/${MONTHS[Number(day.slice(5, 7)) - 1]}/${day.slice(0, 4)}`
    const time = `${date}:${String(n % 24).padStart(2, '0')}:00:00 +0000`
    return `203.0.113.7 - - [${time}] "GET ${path} HTTP/1.1" ${STATUS[n % 12]} ${100 + n} "${REFERRERS[n % 4]}" "${AGENTS[n % 7]}"\n`
  })
  return lines.join('')
}

type Changed = { readonly column: string; readonly findings: readonly Finding[] }

/**
 * Makes each figure of each table one more, and one less, and holds the figures alone to each other: whoever changes one and makes the
 * texts anew, or a program that counts wrongly, leaves no other trace.
 */
export function changeEach(root: string): readonly Changed[] {
  const folders = publishedIn(root)
  return folders.flatMap((name) =>
    figuresIn(join(root, name)).flatMap(({ path, lines, line, at, column, figure }) => {
      const changed = [figure + 1, figure - 1]
        .filter((other) => other >= 0)
        .map((other) => {
          const cells = (lines[line] ?? '').split(',').with(at, String(other))
          writeFileSync(path, lines.with(line, cells.join(',')).join('\n'))
          return { column, findings: figureFindings(root, name, folders) }
        })
      writeFileSync(path, lines.join('\n'))
      return changed
    }),
  )
}

/** Beside those of the other folder. */
function figureFindings(root: string, name: string, folders: readonly string[]): readonly Finding[] {
  const findings: Finding[] = []
  const read = (folder: string, report: (finding: Finding) => unknown) => {
    const { book, ...opened } = openEdition(join(root, folder), report)
    if (book === undefined) throw new Error('a description that cannot be read')
    return readFigures({ ...opened, book }, report)
  }
  const report = (finding: Finding) => findings.push(finding)
  const edition = read(name, report)
  const [other] = folders.filter((folder) => folder !== name).map((folder) => read(folder, () => undefined))
  checkFigures(edition, other, report)
  checkTotals(edition, other, report)
  if (other !== undefined) checkOtherTier(edition, other, report)
  return findings
}

const IN_FIGURES = /^(?:requetes|entrees|erreurs|octets|lignes)$/

function figuresIn(folder: string) {
  const data = join(folder, 'data')
  return readdirSync(data)
    .filter((name) => name.endsWith('.csv'))
    .flatMap((name) => {
      const path = join(data, name)
      const lines = readFileSync(path, 'utf8').split('\n')
      const headers = (lines[0] ?? '').split(',')
      return lines.slice(1).flatMap((row, r) =>
        row.split(',').flatMap((cell, at) => {
          const column = `${name.replace('.csv', '')} ${headers[at]}`
          const isFigure = IN_FIGURES.test(headers[at] ?? '') && /^\d+$/.test(cell)
          return isFigure ? [{ path, lines, line: r + 1, at, column, figure: Number(cell) }] : []
        }),
      )
    })
}
