import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinedLine } from '../cli/run-comptage.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess } from './count-in-process.ts'

const configurationWith = (k: number) =>
  configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
features:
  - { id: a, match: [ /a ] }
  - { id: b, match: [ /b ] }
  - { id: c, match: [ /c ] }
protection: { k: ${k} }
datasets:
  - by: [ day, feature ]
  - by: [ month, feature ]
`)

/** How often each of three features was used, came from outside, and failed, on each of up to six days. */
const cell = (k: number) =>
  fc.record({ uses: fc.nat({ max: 2 * k }), entries: fc.nat({ max: 2 * k }), errors: fc.nat({ max: k + 1 }) })
const world = fc.constantFrom(3, 5, 11).chain((k) =>
  fc.record({
    k: fc.constant(k),
    days: fc.array(fc.array(cell(k), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
  }),
)
type Cells = readonly (readonly { readonly uses: number; readonly entries: number; readonly errors: number }[])[]

const FEATURES = ['a', 'b', 'c'] as const
const dayText = (n: number): string => `${String(n + 26).padStart(2, '0')}/Mar/2026`

function logOf(days: Cells): string {
  return days
    .flatMap((cells, n) =>
      cells.flatMap(({ uses, entries, errors }, feature) => {
        const of = { time: `${dayText(n)}:12:00:00 +0200`, request: `GET /${FEATURES[feature]!}?LEAK HTTP/1.1` }
        return [
          combinedLine({ ...of, referrer: 'https://www.example.fr/' }).repeat(uses),
          combinedLine(of).repeat(entries),
          combinedLine({ ...of, status: 500, referrer: 'https://www.example.fr/' }).repeat(errors),
        ]
      }),
    )
    .join('')
}

const MEASURES = ['requetes', 'entrees', 'erreurs', 'lignes']

describe('what is published of any log', () => {
  it('holds no count from 1 to k − 1, no zero, and no wrong one', async () => {
    let shown = 0
    let hidden = 0
    await checkProperty(
      fc.asyncProperty(world, async ({ k, days }) => {
        const { files } = await countInProcess(configurationWith(k), [logOf(days)], { format: 'combined' })
        for (const [path, text] of Object.entries(files)) {
          if (!path.endsWith('.csv')) continue
          for (const row of recordsOf(text)) {
            for (const measure of MEASURES) {
              const count = row[measure]
              if (count === undefined) continue
              if (count === '') hidden++
              else shown++
              if (count !== '') expect(Number(count), `${path} ${measure}`).toBeGreaterThanOrEqual(k)
            }
          }
        }
        const companions: string[] = []
        for (const { jour, fonctionnalite, requetes } of recordsOf(files['essai/data/day-feature.csv']!)) {
          const { uses, entries } =
            days[Number(jour!.slice(-2)) - 26]![FEATURES.findIndex((id) => id === fonctionnalite)]!
          if (requetes !== '') expect(requetes).toBe(String(uses + entries))
          else if (uses + entries >= k) companions.push(`${fonctionnalite!} ${jour!.slice(0, 7)}`)
        }
        // One day a month may be hidden whatever it counts: the companion of the first hidden one.
        expect(new Set(companions).size).toBe(companions.length)
      }),
      60,
    )
    // Both were met, or nothing was tested.
    expect(Math.min(shown, hidden)).toBeGreaterThan(500)
  })

  it('is read back equal by another CSV library, and written again the same', async () => {
    const title = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((text) => `T${text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '')}`)
    const quoted = fc.constantFrom('Dit « a, b »', 'Say "a"', 'a,b', '"', 'é;à', 'fin"')
    await checkProperty(
      fc.asyncProperty(fc.array(fc.oneof(title, quoted), { minLength: 3, maxLength: 3 }), async (titles) => {
        const configuration = configurationWith(3)
        const features = configuration.features.map((feature, n) => ({ ...feature, title: { fr: titles[n]! } }))
        const { files } = await countInProcess({ ...configuration, features }, [
          logOf([[cellOf(4), cellOf(2), cellOf(0)]]),
        ])
        const book = recordsOf(files['essai/data/features.csv']!)
        expect(book.map(({ titre_fr: read }) => read)).toEqual(titles)
        for (const [path, text] of Object.entries(files))
          if (/data\/.*\.csv$/.test(path)) expect(stringify(parse(text)), path).toBe(text)
      }),
      30,
    )
  })
})

function cellOf(uses: number): { uses: number; entries: number; errors: number } {
  return { uses, entries: uses, errors: 0 }
}

function recordsOf(text: string): readonly Readonly<Record<string, string>>[] {
  return parse(text, { columns: true })
}
