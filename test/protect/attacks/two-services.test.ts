import { expectFigures } from '../../docs/privacy-page.ts'
import { describe, expect, it } from 'vitest'
import { FATES, FATES_OF_FEATURES, type Fate } from '../../../src/domain/fate.ts'
import { protectQuality, protectTables } from '../../../src/protect/index.ts'
import { configurationOf, countInProcess } from '../../properties/count-in-process.ts'
import { countedOf, feature, januaryDays, spec } from '../counted-of.ts'

/*
 * Two services on one log: what a feature of the one takes is a line of the other that none of its features takes.
 * A reader has both folders, and subtracts.
 */
const K = 3
const MOST = 7

/** What a service publishes of a month in which its feature was used so often, and other lines of these fates came. */
function published(uses: number, others: Partial<Record<Fate, number>>, fates: readonly Fate[]): string {
  const counted = countedOf(
    [spec('month', K, ['requests'])],
    januaryDays(1),
    [feature('a')],
    [[{ requests: uses }]],
    others,
  )
  const tables = protectTables(counted)
  const { rows } = protectQuality(counted, tables, K, [], fates)
  return JSON.stringify([tables.map((table) => table.rows), rows])
}

/**
 * The share of hidden months that a reader of both folders can compute, over every world of fewer than so many uses of each
 * service and lines of neither. `as` is what the lines of the other service are to a service.
 */
function pinned(as: Fate, fates: readonly Fate[]): number {
  const worlds = Array.from(
    { length: MOST ** 3 },
    (_, n) => [n % MOST, Math.floor(n / MOST) % MOST, Math.floor(n / MOST ** 2)] as const,
  )
  const believed = new Map<string, Set<number>>()
  const seen = worlds.map(([one, other, rest]) => {
    const both = published(one, { [as]: other + rest }, fates) + published(other, { [as]: one + rest }, fates)
    believed.set(both, (believed.get(both) ?? new Set()).add(one))
    return { one, both }
  })
  const hidden = seen.filter(({ one }) => one < K)
  return hidden.filter(({ both }) => believed.get(both)?.size === 1).length / hidden.length
}

describe('two services on one log', () => {
  const elsewhere = FATES.filter((fate) => !FATES_OF_FEATURES.some((own) => own === fate))

  it.each(elsewhere)('tells nothing of a hidden month by lines that are %s to the other', (as) => {
    expect(pinned(as, FATES_OF_FEATURES)).toBe(0)
  })

  it('tells as many as docs/privacy.md says where these lines are published from the threshold on', () => {
    const shares = elsewhere.map((as) => Math.floor(100 * pinned(as, [...FATES_OF_FEATURES, as])))
    expectFigures`where they are published, ${Math.min(...shares)} % of the hidden months or more can be computed`
  })
})

/*
 * Which fates those are, the gate decides: lines that no feature takes may come and go, and no published byte is another.
 */
const A = `service: { name: Essai, hosts: [ a.example.fr, b.example.fr ] }
features:
  - { id: aide, match: [ a.example.fr/aide/** ] }
ignore: [ /sante ]
datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]
`
const FORMAT = '$host - - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
const line = (host: string, request: string, status = '200'): string =>
  `${host} - - [10/Mar/2026:09:31:24 +0100] "${request}" ${status} 5 "-" "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"\n`
// More than the alarm needs for so many malformed lines.
const OWN = line('a.example.fr', 'GET /aide/1 HTTP/1.1').repeat(4000)
const OTHERS: Readonly<Partial<Record<Fate, string>>> = {
  unmatched: line('b.example.fr', 'GET /aide/1 HTTP/1.1'),
  asset: line('b.example.fr', 'GET /aide/1.png HTTP/1.1'),
  ignored: line('b.example.fr', 'GET /sante HTTP/1.1'),
  method: line('a.example.fr', 'PROPFIND /autre HTTP/1.1'),
  malformed: line('a.example.fr', String.raw`\x16\x03`, '400'),
}

describe('lines that no feature takes', () => {
  it.each(Object.entries(OTHERS))('change no published byte: %s', async (fate, others) => {
    const configuration = configurationOf(A)
    const without = await countInProcess(configuration, [OWN], { format: FORMAT })
    const among = await countInProcess(configuration, [OWN + others.repeat(150)], { format: FORMAT })
    expect(among.ledger).not.toEqual(without.ledger)
    expect(JSON.stringify(among.ledger)).toContain(`"${fate}":150`)
    expect(among.files).toEqual(without.files)
  })
})
