import { beforeAll, expect, it } from 'vitest'
import { draftYaml } from '../../src/cli/draft/draft-yaml.ts'
import { readConfiguration } from '../../src/config/index.ts'
import { draftService, type ServiceDraft } from '../../src/pipeline/init/draft-service.ts'
import { checkConfiguration, severityOf } from '../../src/pipeline/index.ts'
import { knownSentinels } from './sentinels/known-sentinels.ts'
import { describeReal, realPath } from './shared-logs.ts'

type Real = {
  readonly name: string
  readonly logs: readonly string[]
  readonly format: string
  /** Of the uses of the service's own hosts, by `/` or a word. */
  readonly leastNamed: number
  readonly leastFeatures: number
}

const ERDDAP = [1, 2, 3, 4, 5].map((n) => `erddap/tomcat-access.log.${n}`)
const REAL: readonly Real[] = [
  { name: 'elastic', logs: ['elastic_apache_logs_10k.log'], format: 'combined', leastNamed: 0.95, leastFeatures: 5 },
  { name: 'nasa', logs: ['nasa_jul95_50k.log'], format: 'common', leastNamed: 0.95, leastFeatures: 5 },
  { name: 'sd', logs: ['ezpaarse_sd_2012-11-30.log'], format: 'common', leastNamed: 0.95, leastFeatures: 5 },
  { name: 'erddap', logs: ERDDAP, format: 'combined', leastNamed: 0.95, leastFeatures: 5 },
  { name: 'npg', logs: ['ezpaarse_npg_2012-11-30.log'], format: 'common', leastNamed: 0.9, leastFeatures: 5 },
  { name: 'cairn', logs: ['ezpaarse_cairn_2013-03-12.log'], format: 'common', leastNamed: 0.75, leastFeatures: 5 },
  // Two paths, whose pages differ by their query.
  { name: 'edp', logs: ['ezpaarse_edp_2013-01-23.log'], format: 'common', leastNamed: 0.95, leastFeatures: 2 },
  { name: 'hackers', logs: ['logparser_hackers-access.log'], format: 'combined', leastNamed: 0.5, leastFeatures: 5 },
]

const ANSWERS = { name: 'Essai', id: 'essai', timezone: 'UTC' }
const FOLDERS = { output: 'open-data', state: 'state' }

describeReal('a draft from a real log', () => {
  let sentinels: ReadonlySet<string>
  beforeAll(() => {
    sentinels = new Set(knownSentinels().map((text) => text.toLowerCase()))
  })

  async function draftOf({ logs, format }: Real, isClosed: boolean): Promise<ServiceDraft> {
    const paths = logs.map((log) => realPath(`large/${log}`))
    return draftService({ logs: paths, proposed: [], format, timezone: 'UTC', isClosed, language: 'en' })
  }

  /** How many sentinels a draft tells, compared by whole segment: none may be shown here. */
  function leaksOf(draft: ServiceDraft): number {
    const segments = draft.features.flatMap(({ id, title, match, words }) => [
      id,
      title,
      ...words,
      ...match.flatMap((pattern) => pattern.split('/')),
    ])
    return [...segments, ...draft.hosts].filter((text) => sentinels.has(text.toLowerCase())).length
  }

  it.each(REAL)('$name: at most 30 features catch enough by name, and none is a catch-all', async (real) => {
    const draft = await draftOf(real, false)
    expect(draft.namedShare).toBeGreaterThanOrEqual(real.leastNamed)
    expect(draft.features.length).toBeGreaterThanOrEqual(real.leastFeatures)
    expect(draft.features.length).toBeLessThanOrEqual(30)
    expect(draft.features.filter(({ match }) => match.includes('/**'))).toEqual([])
    expect(leaksOf(draft)).toBe(0)
    const { configuration } = readConfiguration(draftYaml(draft, ANSWERS, FOLDERS), 'draft', { folder: '/' })
    const names = draft.features.filter(({ learntWords }) => learntWords.length > 0).length
    expect(checkConfiguration(configuration!).problems.filter((problem) => severityOf(problem) !== 'note')).toEqual(
      names === 0 ? [] : [expect.objectContaining({ code: 'REVIEW_LEFT', names })],
    )
  })

  it.each(REAL)('$name: closed, no word is learnt', async (real) => {
    const draft = await draftOf(real, true)
    expect(draft.features.flatMap(({ learntWords }) => learntWords).length + draft.hosts.length).toBe(0)
    expect(leaksOf(draft)).toBe(0)
  })

  it('says where pages differ by their query alone', async () => {
    const draft = await draftOf(
      REAL.find(({ name }) => name === 'edp')!,
      false,
    )
    expect(draft.queryShare).toBeGreaterThan(0.5)
    expect(draft.distinctPaths).toBe(draft.features.length)
  })
})
