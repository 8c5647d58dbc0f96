import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { draftYaml } from '../../../src/cli/draft/draft-yaml.ts'
import { readConfiguration } from '../../../src/config/index.ts'
import { checkConfiguration, checkFound, planCount, severityOf } from '../../../src/pipeline/index.ts'
import { draftService, type ServiceDraft } from '../../../src/pipeline/init/draft-service.ts'
import { findInputs } from '../../../src/pipeline/reading/find-inputs.ts'
import { dayOf } from '../../../src/domain/calendar.ts'
import { combinedLine, testFolder } from '../../cli/run-comptage.ts'
import { madeLog, robotLines, shuffled } from './made-log.ts'

const { fresh } = testFolder('draft')

async function draftOf(files: readonly (readonly string[])[], isClosed = false): Promise<ServiceDraft> {
  const folder = fresh(Object.fromEntries(files.map((lines, i) => [`access-${i}.log`, lines.join('')])))
  const logs = files.map((_, i) => join(folder, `access-${i}.log`))
  return draftService({ logs, proposed: [], timezone: 'UTC', isClosed, language: 'en' })
}

/** All that a configuration would be made of, and the shares. */
function told(draft: ServiceDraft): object {
  const { features, ignored, hosts, uses, namedShare, queryShare } = draft
  return { features, ignored, hosts, zones: zonesOf(draft), uses, namedShare, queryShare }
}

function zonesOf({ zones }: ServiceDraft): readonly string[] {
  return [...new Set(zones.map(({ zone }) => zone))].sort()
}

const FIXTURES = fileURLToPath(new URL('../../../fixtures/', import.meta.url))

describe('the draft of a log', () => {
  const logs = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /access\.log(?:\.gz)?$/.test(name),
  )
  it.each(logs)('makes check say nothing that is more than a note, but of names that were learnt: %s', async (name) => {
    const request = {
      logs: [join(FIXTURES, name)],
      proposed: [],
      timezone: 'UTC',
      isClosed: false,
      language: 'en' as const,
    }
    const draft = await draftService({ ...request, isFrench: () => true })
    const text = draftYaml(
      draft,
      { name: 'Essai', id: 'essai', timezone: 'Europe/Paris' },
      { output: 'open-data', state: 'state' },
    )
    const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder: FIXTURES })
    expect(problems).toEqual([])
    const told = [
      ...checkConfiguration(configuration!).problems,
      ...(await checkFound(planCount({ configuration: configuration! }))),
    ]
    const names = draft.features.filter(({ learntWords }) => learntWords.length > 0).length
    expect(told.filter((problem) => severityOf(problem) !== 'note')).toEqual(
      names === 0 ? [] : [expect.objectContaining({ code: 'REVIEW_LEFT', names })],
    )
  })

  it('calls no feature as Windows calls its devices, which the configuration refuses', async () => {
    const words = ['con', 'nul', 'contact']
    const draft = await draftOf([
      words.flatMap((word) => Array.from({ length: 400 }, () => combinedLine({ request: `GET /${word} HTTP/1.1` }))),
    ])
    expect(draft.features.map(({ id }) => id).sort()).toEqual(['contact', 'feature-con', 'feature-nul'])
  })

  it.each([
    { names: ['caddy.0', 'caddy.1'], path: 'caddy*' },
    { names: ['u_ex260701.log', 'u_ex260702.log'], path: 'u_ex[0-9]*.log*' },
    { names: ['u_ex260701.log'], path: 'u_ex[0-9]*.log*' },
    { names: ['access-2026-11-01.log', 'access-2026-11-02.log'], path: 'access-[0-9]*.log*' },
    { names: ['access-2026-11-01.log'], path: 'access-[0-9]*.log*' },
    { names: ['access-2026-11-01.log.gz', 'access-2026-11-02.log'], path: 'access-[0-9]*.log*' },
    { names: ['access-2026-11-01.log'], path: 'access-[0-9]*.log*', beside: 'access-errors-2026-11-01.log' },
    { names: ['access-2026-W45.log'], path: 'access-[0-9]*.log*' },
    { names: ['2026-11-01.log'], path: '[0-9]*.log*' },
    { names: ['2026-11-01.log', '2026-11-02.log'], path: '[0-9]*.log*', beside: 'errors.txt' },
    { names: ['20261101-access.log'], path: '[0-9]*-access.log*' },
    { names: ['access.log-20261101'], path: 'access.log*' },
    { names: ['access.log-20261101.gz', 'access.log-20261102'], path: 'access.log*' },
    { names: ['access.log-20261101'], path: 'access.log-[0-9]*', beside: 'access.log-errors' },
    { names: ['2026/11/01/access.log', '2026/11/02/access.log'], path: '[0-9]*/[0-9]*/[0-9]*/access.log*' },
    { names: ['access.log.1'], path: 'access.log.1' },
  ])('names the pieces of one log as one: $names beside $beside', async ({ names, path, beside = 'other' }) => {
    const folder = fresh({ [beside]: '', ...Object.fromEntries(names.map((name) => [name, madeLog().join('')])) })
    const request = { proposed: [], timezone: 'UTC', isClosed: true, language: 'en' as const }
    const { logs } = await draftService({ ...request, logs: names.map((name) => join(folder, name)) })
    expect(logs.map((log) => log.path)).toEqual([join(folder, path)])
  })

  it.each([
    { names: ['2026/11/web-01.log', '2026/11/web-02.log'], days: 14, isOfOneDate: false },
    { names: ['2026/11/access-01.log', '2026/11/access-02.log'], days: 1, isOfOneDate: true },
  ])('tells hosts in the folder of a month from its days: $names', async ({ names, days, isOfOneDate }) => {
    const lines = madeLog().filter((line) => days > 1 || line.includes('[03/Mar/'))
    const folder = fresh(Object.fromEntries(names.map((name) => [name, lines.join('')])))
    const request = { proposed: [], timezone: 'UTC', isClosed: true, language: 'en' as const }
    const { logs } = await draftService({ ...request, logs: names.map((name) => join(folder, name)) })
    expect(logs.map((log) => log.isOfOneDate)).toEqual(names.map(() => isOfOneDate))
  })

  it('writes a draft whose run reads the file of tomorrow', async () => {
    const [today, tomorrow] = ['access-2026-11-01.log', 'access-2026-11-02.log']
    const folder = fresh({ [today]: madeLog().join('') })
    const request = { proposed: [], timezone: 'UTC', isClosed: true, language: 'en' as const }
    const draft = await draftService({ ...request, logs: [join(folder, today)] })
    const text = draftYaml(draft, { name: 'Essai', id: 'essai', timezone: 'UTC' }, { output: 'data', state: 'state' })
    expect(text).toContain('access-[0-9]*.log* # the files of other days too, those to come as well\n')
    writeFileSync(join(folder, tomorrow), madeLog().join(''))
    const { configuration } = readConfiguration(text, 'comptage.yaml', { folder })
    const { inputs } = await findInputs(planCount({ configuration: configuration! }))
    expect(inputs.map(({ log }) => log.path)).toEqual([join(folder, today), join(folder, tomorrow)])
  })

  it('names two logs with numbers, beside which another stands, one by one', async () => {
    const [one, two] = ['caddy.0', 'caddy.1'] as const
    const folder = fresh({ [one]: madeLog().join(''), [two]: madeLog().join(''), 'caddy-errors.txt': 'x\n' })
    const request = { proposed: [], timezone: 'UTC', isClosed: true, language: 'en' as const }
    const { logs } = await draftService({ ...request, logs: [join(folder, one), join(folder, two)] })
    expect(logs.map((log) => log.path)).toEqual([join(folder, one), join(folder, two)])
  })

  it('asks for no entries of a log without referrers, which a count would warn of', async () => {
    const common = madeLog().map((line) => `${line.split(' "').slice(0, 2).join(' "')}\n`)
    const draft = await draftOf([common])
    expect([draft.logs.map(({ format }) => format), draft.hasReferrer]).toEqual([['common'], false])
    const answers = { name: 'Essai', id: 'essai', timezone: 'UTC' }
    const text = draftYaml(draft, answers, { output: 'open-data', state: 'state' })
    const { configuration } = readConfiguration(text, 'comptage.yaml', { folder: FIXTURES })
    expect(planCount({ configuration: configuration! }).specs.map(({ measures }) => measures)).toEqual([
      ['requests', 'errors'],
      ['requests', 'errors'],
    ])
  })

  const ONE = { timezone: 'UTC', isClosed: true, language: 'en' as const }
  it.each([
    { why: 'no format is named', format: undefined, isNamed: true },
    { why: 'the format is named', format: 'combined', isNamed: true },
    { why: 'the server tells the format', format: 'nginx.conf', isNamed: true },
    { why: 'the server tells log and format', format: undefined, isNamed: false },
  ])('asks the lines for their zone where $why', async ({ format, isNamed }) => {
    const folder = fresh({ 'access.log': madeLog().join('') })
    const [log, server] = [join(folder, 'access.log'), join(folder, 'nginx.conf')]
    writeFileSync(server, `http { access_log ${log} combined; }\n`)
    const named = format === 'nginx.conf' ? server : format
    const draft = await draftService({
      ...ONE,
      logs: isNamed ? [log] : [],
      proposed: isNamed ? [] : [{ path: `${log}*`, format: server }],
      ...(named === undefined ? {} : { format: named }),
    })
    expect([zonesOf(draft), draft.hasReferrer]).toEqual([['+0100'], true])
  })

  it('goes on with the log of the other web server, and remembers that of the one that has none yet', async () => {
    const folder = fresh({ 'access.log': madeLog().join('') })
    const [log, none] = ['access.log', 'none.log'].map((name) => join(folder, `${name}*`))
    const proposed = [log!, none!].map((path) => ({ path, format: 'combined' }))
    const draft = await draftService({ ...ONE, logs: [], proposed })
    expect(draft.problems.flatMap((problem) => ('path' in problem ? [problem.path] : []))).toEqual([none])
    expect([draft.logs, draft.absent]).toMatchObject([proposed.slice(0, 1), proposed.slice(1)])
    const text = draftYaml(draft, { name: 'Essai', id: 'essai', timezone: 'UTC' }, { output: 'data', state: 'state' })
    expect(text).toContain(`\n  # - path: ${none!} # a web server writes it`)
    const { configuration } = readConfiguration(text, 'comptage.yaml', { folder })
    expect(configuration?.logs.map(({ path }) => path.value)).toEqual([log])
  })

  it('knows of a format that is named whether it has referrers', async () => {
    const common = madeLog().map((line) => `${line.split(' "').slice(0, 2).join(' "')}\n`)
    const folder = fresh({ 'access.log': common.join('') })
    const request = { ...ONE, logs: [join(folder, 'access.log')], proposed: [], format: 'common' }
    expect((await draftService(request)).hasReferrer).toBe(false)
  })

  it('has no zone of a log that writes none', async () => {
    const local = madeLog().map((line) => line.replace(' +0100]', ']'))
    const folder = fresh({ 'access.log': local.join(''), 'access-20261126.log.gz': '' })
    const format = '%h %l %u [%{%d/%b/%Y:%H:%M:%S}t] "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'
    const draft = await draftService({ ...ONE, logs: [join(folder, 'access.log')], proposed: [], format })
    expect([draft.uses > 0, draft.zones, draft.logs.map((log) => log.timezone)]).toEqual([true, [], ['UTC', 'UTC']])
  })

  it('has no zone of rows that say a day alone', async () => {
    const row = {
      path: '/aide',
      status: 200,
      agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0',
      count: 30,
    }
    const rows = ['2026-11-01', '2026-11-02'].map((day) => `${JSON.stringify({ day, ...row })}\n`)
    const folder = fresh({ 'rows.json': rows.join('') })
    const request = { ...ONE, logs: [join(folder, 'rows.json')], proposed: [], format: 'counted' }
    expect((await draftService(request)).zones).toEqual([])
  })

  it('finds what rotation will make of a log that stands alone', async () => {
    const folder = fresh({ 'access.log': madeLog().join('') })
    const logs = [join(folder, 'access.log')]
    const draft = await draftService({ logs, proposed: [], timezone: 'UTC', isClosed: true, language: 'en' })
    expect(draft.logs.map((log) => log.path)).toEqual([join(folder, 'access.log*')])
  })

  it.each([
    { beside: 'access.log.1', paths: ['access.log*'] },
    { beside: 'access-20260310.log', paths: ['access.log', 'access-[0-9]*.log*'] },
    { beside: '20260310-access.log', paths: ['access.log', '[0-9]*-access.log*'] },
    { beside: 'access.1.log', paths: ['access.log', 'access.[0-9]*.log*'] },
    { beside: 'access.log-tls', paths: ['access.log'] },
  ])('finds $beside too, if it is of the same log', async ({ beside, paths }) => {
    const folder = fresh({ 'access.log': madeLog().join(''), [beside]: madeLog().join('') })
    const logs = [join(folder, 'access.log')]
    const draft = await draftService({ logs, proposed: [], timezone: 'UTC', isClosed: true, language: 'en' })
    expect(draft.logs.map((log) => log.path)).toEqual(paths.map((path) => join(folder, path)))
  })

  it.each([
    {
      words: ['mes-demarches', 'telechargement'],
      isFrench: true,
      language: 'fr',
      titles: ['Mes démarches', 'Téléchargement'],
    },
    { words: ['etat-civil', 'espace-eleve'], isFrench: true, language: 'fr', titles: ['État civil', 'Espace-élève'] },
    { words: ['zorglub', 'demarche'], isFrench: true, language: 'fr', titles: ['Zorglub', 'Démarche'] },
    { words: ['help', 'search'], isFrench: true, language: 'en', titles: ['Help', 'Search'] },
    { words: ['demarches', 'aide'], isFrench: false, language: 'en', titles: ['Demarches', 'Aide'] },
  ])('has the language of its zone and words: $words', async ({ words, isFrench, language, titles }) => {
    const lines = words.flatMap((word) =>
      Array.from({ length: 60 }, () => combinedLine({ request: `GET /${word} HTTP/1.1` })),
    )
    const folder = fresh({ 'access.log': lines.join('') })
    const request = {
      logs: [join(folder, 'access.log')],
      proposed: [],
      timezone: 'UTC',
      isClosed: false,
      language: 'en' as const,
    }
    const draft = await draftService({ ...request, isFrench: () => isFrench })
    expect([draft.language, draft.features.map(({ title }) => title).sort()]).toEqual([language, titles.toSorted()])
  })
})

describe('a draft of a service', () => {
  it('has the places of the service, what monitors ask for, and the zone', async () => {
    const draft = await draftOf([madeLog()])
    expect(draft.features.map(({ id }) => id)).toEqual([
      'home',
      'documents',
      'thermes',
      'aide',
      'bassin',
      'recherche',
      'thermes-horaires',
      'thermes-reservation',
      'aide-thermes',
    ])
    expect(draft.ignored).toEqual(['/health'])
    expect(zonesOf(draft)).toEqual(['+0100'])
    expect(draft.zones.map(({ day }) => day)).toEqual([dayOf(2026, 3, 1), dayOf(2026, 3, 10)])
    expect(draft.logs.map(({ format }) => format)).toEqual(['combined'])
    expect(draft.uses).toBe(2083)
    // Three uses are of a page that is nobody's place.
    expect(draft.namedShare + draft.unnamedShare).toBeCloseTo(2080 / 2083, 10)
  })

  it('adds up: what a feature is said to catch is what a count gives it', async () => {
    const { features, uses } = await draftOf([madeLog()])
    expect(features.find(({ id }) => id === 'thermes')?.uses).toBe(200)
    expect(features.every((feature) => feature.share === feature.uses / uses)).toBe(true)
  })

  it('tells nothing else of the log', async () => {
    const draft = await draftOf([madeLog(), robotLines()])
    const { logs, problems, ...rest } = draft
    expect(logs.length).toBe(2)
    expect(problems.map(({ code }) => code)).toEqual(['FORMAT_DETECTED', 'FORMAT_DETECTED'])
    expect(JSON.stringify(rest)).not.toMatch(/leak|0612345678|piege/i)
  })

  it('is the same for lines in another order, in several files, and with robots among them', async () => {
    const lines = madeLog()
    const first = told(await draftOf([lines]))
    const mixed = shuffled(lines)
    expect(told(await draftOf([mixed]))).toEqual(first)
    expect(told(await draftOf([mixed.slice(0, 700), mixed.slice(700, 702), mixed.slice(702)]))).toEqual(first)
    expect(told(await draftOf([shuffled([...lines, ...robotLines()])]))).toEqual(first)
  })

  it('has generic words alone, where it is closed', async () => {
    const draft = await draftOf([madeLog()], true)
    expect(draft.features.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['home', 'documents', 'aide', 'recherche', 'other-pages']),
    )
    expect(JSON.stringify(draft.features)).not.toMatch(/thermes|bassin|leak/i)
    expect(draft.features.flatMap(({ learntWords }) => learntWords)).toEqual([])
  })

  it.each([
    { uses: 4, ids: ['home'], why: 'a word of the closed vocabulary is told from five uses on, in a small log too' },
    { uses: 5, ids: ['home', 'contact'], why: 'with five it is told' },
  ])('$why', async ({ uses, ids }) => {
    const pages = ['/', ...Array.from({ length: uses }, () => '/contact'), '/LEAKonce']
    const lines = pages.map((path) => (madeLog()[0] ?? '').replace('GET / ', `GET ${path} `))
    const told = (await draftOf([lines])).features.map(({ id }) => id)
    expect(told.filter((id) => id !== 'other-pages')).toEqual(ids)
  })

  it('says how much only a query tells apart', async () => {
    const lines = Array.from({ length: 300 }, (_, i) =>
      (madeLog()[0] ?? '').replace('GET / ', `GET /page.php?id=${i} `),
    )
    const draft = await draftOf([lines])
    expect(draft.queryShare).toBe(1)
    expect(draft.distinctPaths).toBe(1)
    expect(draft.features.length).toBe(1)
  })

  it('takes pages that have names of their own for no queries', async () => {
    const lines = Array.from({ length: 300 }, (_, i) =>
      (madeLog()[0] ?? '').replace('GET / ', `GET /${i}/page?x=${i} `),
    )
    expect((await draftOf([lines])).queryShare).toBe(0)
  })
})
