import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { draftYaml } from '../../../src/cli/draft/draft-yaml.ts'
import { initReport } from '../../../src/cli/report/init-report.ts'
import { readConfiguration } from '../../../src/config/index.ts'
import { FATE } from '../../../src/domain/fate.ts'
import { countLogs } from '../../../src/pipeline/index.ts'
import { draftService, type ServiceDraft } from '../../../src/pipeline/init/draft-service.ts'
import { combinedLine, testFolder } from '../../cli/run-comptage.ts'

const { fresh } = testFolder('draft-hosts')
const folders = { output: 'open-data', state: 'state' }

/** So many uses each of the home page and of a page of this name; a host of a target, and one of a column. */
type Uses = { readonly each: number; readonly page: string; readonly target?: string; readonly column?: string }

function linesOf({ each, page, target, column }: Uses): string {
  const authority = target === undefined ? '' : `http://${target}`
  const line = (path: string): string => combinedLine({ request: `GET ${authority}${path} HTTP/1.1` }).repeat(each)
  const lines = line('/') + line(`/${page}`)
  return column === undefined ? lines : lines.replaceAll(/^/gm, `${column} `).slice(0, -column.length - 1)
}

type Counted = { readonly perFeature: Readonly<Record<string, number>>; readonly unmatched: number }

/** What `count` makes of the same log with the draft. */
async function countWith(draft: ServiceDraft, folder: string): Promise<Counted> {
  const [host] = draft.hosts
  const answers = { name: 'Essai', id: 'essai', timezone: 'UTC', ...(host !== undefined && { url: `https://${host}` }) }
  const { configuration } = readConfiguration(draftYaml(draft, answers, folders), 'comptage.yaml', { folder })
  if (configuration === undefined) throw new Error('a draft is sound')
  const perFeature = Object.fromEntries(configuration.features.map(({ id }) => [id, 0]))
  const ids = configuration.features.map(({ id }) => id)
  const onHit = ({ fate, feature, lines }: { fate: number; feature: number; lines: number }): void => {
    const id = ids[feature]
    if (fate === FATE.counted && id !== undefined) perFeature[id] = (perFeature[id] ?? 0) + lines
  }
  const logs = [join(folder, 'a.log')]
  const { ledger } = await countLogs({ configuration, logs, jobs: 1 }, { onHit })
  return { perFeature, unmatched: ledger.total.fates.unmatched }
}

const WWW = 'www.ville.example.fr'
const OTHER = 'LEAKhost.example.org'
const own = (each: number, more: Partial<Uses> = {}): Uses => ({ each, page: 'aide', ...more })
const others = (each: number, more: Partial<Uses> = {}): Uses => ({ each, page: 'apps', target: OTHER, ...more })
const many = Array.from({ length: 21 }, (_, i) => own(60, { target: `s${i}.ville.example.fr` }))

const CASES: readonly {
  readonly why: string
  readonly of: readonly Uses[]
  readonly hosts: readonly string[]
  readonly foreignUses: number
  readonly absoluteUses: number
}[] = [
  { why: 'no host at all', of: [own(100)], hosts: [], foreignUses: 0, absoluteUses: 0 },
  {
    why: 'a few look for an open proxy: their host is not the service’s',
    of: [own(400), others(100)],
    ...{ hosts: [], foreignUses: 0, absoluteUses: 200 },
  },
  {
    why: 'one is looked for more often than none is, and not more often than all else',
    of: [own(200), own(160, { target: 'www.example.com' }), others(210)],
    ...{ hosts: [], foreignUses: 0, absoluteUses: 740 },
  },
  {
    why: 'a proxy, and other hosts',
    of: [own(400, { target: `${WWW}:80` }), others(100)],
    ...{ hosts: [WWW], foreignUses: 200, absoluteUses: 800 },
  },
  {
    why: 'a proxy; a host of its domain with fewer uses than are told of one',
    of: [own(500, { target: WWW }), { each: 20, page: 'apps', target: 'apps.ville.example.fr' }],
    ...{ hosts: [WWW], foreignUses: 40, absoluteUses: 1000 },
  },
  {
    why: 'a proxy, and targets without a host, which are asked of it',
    of: [own(400, { target: WWW }), own(300), others(30)],
    ...{ hosts: [WWW], foreignUses: 60, absoluteUses: 800 },
  },
  {
    why: 'a proxy with more hosts than are told',
    of: [...many, others(40)],
    ...{ hosts: [], foreignUses: 0, absoluteUses: 21 * 120 + 80 },
  },
  {
    why: 'a proxy whose host is an address of numbers',
    of: [own(100, { target: '192.0.2.7' }), others(40)],
    ...{ hosts: [], foreignUses: 0, absoluteUses: 280 },
  },
  {
    why: 'a column names the host, some targets too, some another',
    of: [own(400, { column: WWW }), own(50, { target: WWW, column: WWW }), others(60, { column: WWW })],
    ...{ hosts: [WWW], foreignUses: 120, absoluteUses: 100 },
  },
  {
    why: 'a column names several sites, which all count',
    of: [own(400, { column: WWW }), { each: 100, page: 'apps', column: 'www.example.org' }],
    ...{ hosts: [WWW], foreignUses: 0, absoluteUses: 0 },
  },
]

describe('count takes with a draft what init said of it', () => {
  const both = [false, true].flatMap((isClosed) => CASES.map((one) => ({ ...one, isClosed })))
  it.each(both)('$why, closed: $isClosed', async ({ of, isClosed, hosts, foreignUses, absoluteUses }) => {
    const folder = fresh({ 'a.log': of.map(linesOf).join('') })
    const request = { proposed: [], timezone: 'UTC', language: 'en' as const, isClosed }
    const draft = await draftService({ ...request, logs: [join(folder, 'a.log')] })
    const { perFeature, unmatched } = await countWith(draft, folder)
    // Without hosts every target is the service's own.
    const told = isClosed
      ? { hosts: [], foreignUses: 0, absoluteUses: absoluteUses + foreignUses }
      : { hosts, foreignUses, absoluteUses }
    expect(draft).toMatchObject(told)
    expect(perFeature).toEqual(Object.fromEntries(draft.features.map((feature) => [feature.id, feature.uses])))
    expect(draft.features.map(({ share, uses }) => share * draft.uses - uses)).toEqual(draft.features.map(() => 0))
    expect(unmatched - foreignUses * (isClosed ? 0 : 1)).toBe(
      draft.uses - draft.features.reduce((sum, { uses }) => sum + uses, 0),
    )
    expect(JSON.stringify({ ...draft, logs: [], problems: [] })).not.toMatch(/leak/i)
  })

  it('and its report says which uses, of whatever host, no host decides', async () => {
    const report = async (of: readonly Uses[]): Promise<string> => {
      const folder = fresh({ 'a.log': of.map(linesOf).join('') })
      const request = { proposed: [], timezone: 'UTC', language: 'en' as const, isClosed: false }
      const draft = await draftService({ ...request, logs: [join(folder, 'a.log')] })
      const file = { path: 'comptage.yaml', isForced: false, of: 'operator' as const, ...folders }
      return initReport(draft, file, false)
    }
    const undecided = await report([own(400), others(100)])
    expect(undecided).toContain('1,000 uses by people')
    expect(undecided).toContain('Of these uses, 200 name a host in the target')
    expect(undecided).not.toContain('left out')
    const decided = await report([own(400, { target: WWW }), others(100)])
    expect(decided).toContain('800 uses by people')
    expect(decided).toContain('200 uses of hosts that the draft does not name were left out, as count leaves them out.')
    expect(decided).not.toContain('name a host')
  })
})
