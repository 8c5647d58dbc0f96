import { describe, expect, it } from 'vitest'
import { periodText } from '../../src/domain/calendar.ts'
import { isSealed } from '../../src/protect/index.ts'
import { changeLog } from '../../src/publish/changelog/change-log.ts'
import { nextVersion } from '../../src/publish/changelog/next-version.ts'
import { readChange } from '../../src/publish/changelog/release.ts'
import type { Change, Release } from '../../src/domain/change.ts'
import { breaksOf, neverPublishedOf, toldNow } from '../../src/publish/changelog/history.ts'
import { editionOf } from '../../src/publish/edition.ts'
import { renderFolders } from '../../src/publish/index.ts'
import { DAY_FEATURE, examplePublication, fileOf, MONTH_DEVICE } from './example-publication.ts'
import { feature, publicationOf } from './page/sample-services.ts'

const FEBRUARY_ON = ', from 1 February 2026 to 31 March 2026'

function begun(span?: { readonly from: string; readonly to: string }): Release {
  return {
    version: '1.0.0',
    created: '2026-04-05T05:00:00Z',
    changes: [{ kind: 'dataset-begun', ...(span && { span }) }],
  }
}

function addedLater(...periods: readonly string[]): Release {
  const changes = [{ kind: 'periods-added', table: 'month-feature-device', periods } as const]
  return { version: '1.1.0', created: '2026-04-06T05:00:00Z', changes }
}

const ADDED: Change = {
  kind: 'periods-added',
  table: 'day-feature',
  periods: ['2026-03-01', '2026-03-02', '2026-03-05'],
}
const REVISED: Change = { kind: 'periods-revised', table: 'day-feature', periods: ['2026-03-02'] }
const PERCENTILES: Change = { kind: 'percentiles-raised', table: 'day-feature', periods: ['2026-03-02'] }
const REDEFINED: Change = { kind: 'feature-redefined', feature: 'dossier', date: '2026-03-05' }
const EVERY: readonly Change[] = [
  ADDED,
  REVISED,
  PERCENTILES,
  REDEFINED,
  { kind: 'dataset-begun' },
  { kind: 'dataset-begun', span: { from: '2026-03-01', to: '2026-03-02' } },
  { kind: 'feature-added', feature: 'dossier' },
  { kind: 'feature-removed', feature: 'dossier' },
  { kind: 'feature-removed', feature: 'dossier', from: '2026-03-04' },
  { kind: 'table-added', table: 'day-feature' },
  { kind: 'table-removed', table: 'day-feature' },
  { kind: 'periods-withheld', table: 'day-feature', periods: ['2026-03-02'] },
  { kind: 'noise-key-replaced' },
  { kind: 'state-adopted' },
  { kind: 'text-corrected' },
  { kind: 'licence-changed', tier: 'detail', before: 'ODbL-1.0', after: 'CC0-1.0' },
  { kind: 'publisher-changed', before: 'Ville d’Exemple', after: 'Métropole *d’Exemple*' },
  { kind: 'address-changed', before: 'https://data.example.fr', after: 'https://open.example.fr' },
  { kind: 'address-changed', before: 'https://data.example.fr' },
  { kind: 'columns-changed', table: 'day-feature' },
  { kind: 'tables-renamed', tables: [{ table: 'jours', before: 'day-feature' }] },
  { kind: 'protection-kept', table: 'day-feature', planned: '2026-04-01' },
  { kind: 'protection-kept', planned: '2026-04-01' },
  { kind: 'not-begun', feature: 'autre' },
  { kind: 'not-begun', feature: 'dossier', planned: '2026-05-01' },
  { kind: 'not-begun', table: 'day-feature', planned: '2026-05-01' },
  { kind: 'not-begun', table: 'day-feature', measure: 'errors', planned: '2026-05-01' },
  { kind: 'table-split', table: 'day-feature', years: ['2024', '2025'] },
  { kind: 'year-split', table: 'day-feature', years: ['2026'] },
  { kind: 'feature-renamed', feature: 'dossier', before: 'suivi', date: '2026-03-06' },
  { kind: 'feature-renamed', feature: 'dossier', before: 'suite', from: '2026-03-04', date: '2026-03-11' },
  { kind: 'feature-returned', feature: 'dossier', from: '2026-03-02', date: '2026-03-06' },
  { kind: 'measure-removed', table: 'day-feature', measure: 'errors', date: '2026-03-02' },
  { kind: 'measure-added', table: 'day-feature', measure: 'errors', date: '2026-03-06' },
  { kind: 'measure-returned', table: 'day-feature', measure: 'errors', from: '2026-03-02', date: '2026-03-06' },
  { kind: 'table-returned', table: 'day-feature', from: '2026-03-02', date: '2026-03-06' },
  { kind: 'protection-changed', table: 'day-feature', level: 'threshold', date: '2026-03-07' },
  { kind: 'timezone-changed', timezone: 'Europe/Paris', date: '2026-03-08' },
  { kind: 'hosts-changed', date: '2026-03-09' },
  { kind: 'sources-changed', date: '2026-03-10' },
  { kind: 'threshold-changed', k: 20, date: '2026-03-02' },
  { kind: 'robots-changed', version: '2026-04', date: '2026-03-01' },
  { kind: 'formats-changed', formats: ['combined', 'json'], date: '2026-03-01' },
]

describe('breaksOf', () => {
  const release = { version: '1.0.0', created: '2026-03-12T05:00:00Z' }
  const zone = (timezone: string, date: string): Change => ({ kind: 'timezone-changed', timezone, date })
  const robots = (version: string, date: string): Change => ({ kind: 'robots-changed', version, date })
  const hosts = (date: string): Change => ({ kind: 'hosts-changed', date })
  const added = (date: string): Change => ({ kind: 'measure-added', table: 'day-feature', measure: 'entries', date })
  const renamed = (before: string, date: string): Change => ({ kind: 'feature-renamed', feature: 'aide', before, date })

  it.each([
    {
      why: 'one after the other',
      changes: [zone('UTC', '2026-03-07'), zone('Asia/Tokyo', '2026-03-10')],
      left: [0, 1],
    },
    { why: 'on one day', changes: [zone('UTC', '2026-03-10'), zone('Asia/Tokyo', '2026-03-10')], left: [1] },
    {
      why: 'of days after, told before',
      changes: [zone('Asia/Tokyo', '2026-03-10'), zone('UTC', '2026-03-07')],
      left: [1],
    },
    { why: 'of robots', changes: [robots('2', '2026-03-10'), robots('1', '2026-03-07')], left: [1] },
    { why: 'of two things', changes: [robots('2', '2026-03-10'), zone('UTC', '2026-03-07')], left: [0, 1] },
    { why: 'without a value', changes: [hosts('2026-03-10'), hosts('2026-03-07')], left: [0, 1] },
    {
      why: 'of a name that came later',
      changes: [renamed('help', '2026-03-07'), renamed('help', '2026-03-10')],
      left: [1],
    },
    { why: 'of a measure that came later', changes: [added('2026-03-07'), added('2026-03-10')], left: [1] },
    { why: 'of two names', changes: [renamed('help', '2026-03-07'), renamed('old', '2026-03-10')], left: [0, 1] },
  ])('ends with what is in force: $why', ({ changes, left }) => {
    expect(breaksOf([{ ...release, changes }])).toEqual(left.map((i) => changes[i]))
    expect(breaksOf(changes.map((change) => ({ ...release, changes: [change] })))).toEqual(left.map((i) => changes[i]))
  })
})

describe('toldNow', () => {
  const added = (table: string): Change => ({ kind: 'table-added', table })
  const renamed = (...pairs: readonly (readonly [string, string])[]): Change => ({
    kind: 'tables-renamed',
    tables: pairs.map(([before, table]) => ({ table, before })),
  })

  it.each([
    { why: 'none', changes: [added('a')], names: ['a'] },
    { why: 'told before', changes: [added('a'), renamed(['a', 'b']), added('b')], names: ['b', 'b'] },
    { why: 'twice', changes: [added('a'), renamed(['a', 'b']), added('b'), renamed(['b', 'c'])], names: ['c', 'c'] },
    { why: 'and back', changes: [added('a'), renamed(['a', 'b']), added('b'), renamed(['b', 'a'])], names: ['a', 'a'] },
    { why: 'two at once', changes: [added('a'), added('b'), renamed(['a', 'b'], ['b', 'a'])], names: ['b', 'a'] },
    { why: 'a name that another has', changes: [added('a'), renamed(['a', 'b']), added('a')], names: ['b', 'a'] },
  ])('has the names of today: $why', ({ changes, names }) => {
    const tablesOf = (history: readonly Release[]): readonly string[] =>
      history.flatMap((release) => release.changes.flatMap((change) => ('table' in change ? (change.table ?? '') : [])))
    const release = { version: '1.0.0', created: '2026-03-05T05:00:00Z' }
    expect(tablesOf(toldNow([{ ...release, changes }]))).toEqual(names)
    expect(tablesOf(toldNow(changes.map((change) => ({ ...release, changes: [change] }))))).toEqual(names)
  })
})

describe('nextVersion', () => {
  it.each([
    { changes: [], version: '1.4.2', why: 'nothing changed' },
    { changes: [REVISED], version: '1.4.3', why: 'a value corrected' },
    { changes: [PERCENTILES], version: '1.4.3', why: 'a percentile corrected' },
    { changes: [REVISED, ADDED], version: '1.5.0', why: 'periods added, among others' },
    { changes: [ADDED, REDEFINED, REVISED], version: '2.0.0', why: 'a feature redefined, among others' },
  ])('$why: $version', ({ changes, version }) => {
    expect(nextVersion('1.4.2', changes)).toBe(version)
  })
})

function filesWith(history?: readonly Release[]) {
  const [folder] = renderFolders(examplePublication(history === undefined ? {} : { history }), isSealed)
  return { log: fileOf(folder, 'CHANGELOG.md'), breaks: fileOf(folder, 'data/breaks.csv') }
}

describe('CHANGELOG.md', () => {
  it('says what a first version holds', () => {
    expect(filesWith().log).toContain(`## 1.0.0 — 5 mars 2026 / 5 March 2026

- Première version, du 1er mars 2026 au 5 mars 2026.
  *First version, from 1 March 2026 to 5 March 2026.*
`)
  })

  it('goes on saying what the first version held when there are more', () => {
    const added = (table: string, periods: readonly string[]): Change => ({ kind: 'periods-added', table, periods })
    const month = added('month-feature', ['2026-03'])
    const { log } = filesWith([
      { version: '1.0.0', created: '2026-03-02T05:00:00Z', changes: [] },
      { version: '1.1.0', created: '2026-03-05T05:00:00Z', changes: [added('day-feature', ['2026-03-04']), month] },
      { version: '1.2.0', created: '2026-03-06T05:00:00Z', changes: [added('day-feature', ['2026-03-05'])] },
    ])
    expect(log).toContain('*First version, from 1 March 2026 to 2 March 2026.*')
  })

  it('says of the first version what is kept of it, also where tables have ended since', () => {
    const { log } = filesWith([
      {
        version: '1.0.0',
        created: '2026-03-02T05:00:00Z',
        changes: [{ kind: 'dataset-begun', span: { from: '2026-03-01', to: '2026-03-01' } }],
      },
    ])
    expect(log.match(/First version.*/g)).toEqual(['First version, from 1 March 2026 to 1 March 2026.*'])
  })

  it.each([
    { why: '`count` has one version', first: FEBRUARY_ON },
    {
      why: 'what it held is told of both folders',
      history: [begun({ from: '2026-01-10', to: '2026-04-01' })],
      first: FEBRUARY_ON,
    },
    { why: 'what it held is not told', history: [{ ...begun(), changes: [] }], first: FEBRUARY_ON },
    {
      why: 'a month was added later',
      history: [begun({ from: '2026-01-10', to: '2026-03-05' }), addedLater('2026-03')],
      first: ', from 1 February 2026 to 28 February 2026',
    },
    {
      why: 'all months were added later',
      history: [begun({ from: '2026-01-10', to: '2026-01-20' }), addedLater('2026-02', '2026-03')],
      first: '',
    },
    { why: 'it held no day', history: [begun()], first: '' },
  ])('says what a first version held of the months of a detail: $why', ({ history, first }) => {
    const { tables, ...publication } = publicationOf({
      features: [feature('aide')],
      first: '2026-01-10',
      last: '2026-04-05',
      uses: () => 400,
      specs: [DAY_FEATURE, MONTH_DEVICE],
    })
    const shown = tables.map((table) => ({
      ...table,
      rows: [...table.rows].filter(
        ({ period }) => table.spec.period === 'day' || /2026-0[23]/.test(periodText('month', period)),
      ),
    }))
    const told = { ...publication, tables: shown, ...(history && { history }) }
    expect(changeLog(editionOf(told, 'detail'))).toContain(`*First version${first}.*`)
  })

  it('has the latest version on top, and every change in both languages', () => {
    const { log } = filesWith([
      { version: '1.0.0', created: '2026-03-02T05:00:00Z', changes: [] },
      { version: '1.1.0', created: '2026-03-05T05:00:00Z', changes: EVERY },
    ])
    expect(log.indexOf('## 1.1.0')).toBeLessThan(log.indexOf('## 1.0.0'))
    expect(log.match(/^- /gm)).toHaveLength(EVERY.length + 1)
    expect(log.match(/^ {2}\*.+\*$/gm)).toHaveLength(EVERY.length + 1)
    expect(log).toContain('Périodes ajoutées dans `day-feature` : 1er mars 2026 – 5 mars 2026.')
    expect(log).toContain('Break in the series on 2 March 2026: the threshold is 20.')
    // The version of a list of robots is no day.
    expect(log.match(/\d{4}-\d\d.*/g)).toEqual(['2026-04.', '2026-04.*'])
  })
})

describe('readChange', () => {
  it.each(EVERY)('reads $kind back as it was kept', (change) => {
    expect(readChange(JSON.stringify(change))).toEqual(change)
  })

  it('knows none of a later version', () => {
    expect(readChange('{"kind":"feature-merged","feature":"dossier"}')).toBeUndefined()
  })
})

describe('breaks.csv', () => {
  it('has the breaks of every version by date, the feature where it is about one', () => {
    expect(filesWith([{ version: '1.1.0', created: '2026-03-05T05:00:00Z', changes: EVERY }]).breaks).toBe(
      `date,fonctionnalite,rupture
2026-03-01,,la liste des robots est celle de 2026-04
2026-03-01,,les journaux sont au format combined et json
2026-03-02,,le tableau day-feature n’a plus les erreurs ; une période plus longue qui en tient une partie n’a pas ce chiffre
2026-03-02,,le seuil est de 20
2026-03-05,dossier,la fonctionnalité dossier est définie autrement
2026-03-06,dossier,la fonctionnalité dossier s’appelait suivi (dont le dernier jour peut n’être compté qu’en partie)
2026-03-06,dossier,la fonctionnalité dossier est comptée de nouveau ; elle ne l’était plus depuis le 2 mars 2026
2026-03-06,,"le tableau day-feature compte les erreurs, et n’en a rien d’avant ; une période plus longue qui avait commencé n’a pas ce chiffre"
2026-03-06,,"le tableau day-feature a de nouveau les erreurs, qui lui manquent depuis le 2 mars 2026 ; une période plus longue qui en tient une partie n’a pas ce chiffre"
2026-03-06,,le tableau day-feature est publié de nouveau ; ses périodes manquent depuis le 2 mars 2026
2026-03-07,,le tableau day-feature est protégé autrement (threshold)
2026-03-08,,les jours sont ceux du fuseau Europe/Paris
2026-03-09,,les hôtes propres au service ou nommés par la provenance ont changé
2026-03-10,,une machine qui compte pour le service a été ajoutée ou retirée
2026-03-11,dossier,"la fonctionnalité dossier s’appelait suite (dont le dernier jour peut n’être compté qu’en partie) ; aucune n’a de ligne pour les jours entre les deux, à partir du 4 mars 2026"
`,
    )
  })
})

describe('a period that never is published', () => {
  const table = 'day-feature'
  const withheld: Change = { kind: 'periods-withheld', table, periods: ['2026-03-02'] }
  const added: Change = { kind: 'periods-added', table, periods: ['2026-03-02', '2026-03-03'] }
  const renamed: Change = { kind: 'tables-renamed', tables: [{ table: 'jours', before: table }] }
  it.each<{ readonly why: string; readonly changes: readonly Change[]; readonly never: readonly string[] }>([
    { why: 'as told', changes: [added, withheld], never: ['2026-03-02'] },
    { why: 'no more where it was published after all', changes: [withheld, added], never: [] },
    { why: 'not by a table of another name', changes: [{ ...withheld, table: 'jours' }], never: [] },
    { why: 'not by one that is called otherwise now', changes: [withheld, renamed], never: [] },
    { why: 'not by a revision', changes: [{ ...withheld, kind: 'periods-revised' }], never: [] },
    { why: 'not by what is no period', changes: [{ ...withheld, periods: ['2026-03'] }], never: [] },
  ])('is $why', ({ changes, never }) => {
    const history = changes.map((change) => ({ version: '1.0.0', created: '2026-03-07T05:00:00Z', changes: [change] }))
    const periods = [...neverPublishedOf({ name: table, period: 'day' }, history)]
    expect(periods.map((period) => periodText('day', period))).toEqual(never)
  })
})

describe('a read-me', () => {
  it('names the periods that never are published, those that follow each other by their ends', () => {
    const periods = ['2026-03-02', '2026-03-06', '2026-03-04', '2026-03-03']
    const changes: readonly Change[] = [{ kind: 'periods-withheld', table: 'day-feature', periods }]
    const history = [
      { version: '1.0.0', created: '2026-03-02T05:00:00Z', changes: [] },
      { version: '1.0.1', created: '2026-03-07T05:00:00Z', changes },
    ]
    const [folder] = renderFolders(examplePublication({ history }), isSealed)
    expect(fileOf(folder, 'README.md')).toContain(
      'Periods of `data/day-feature.csv` that will never be published: 2 March 2026 – 4 March 2026 and 6 March 2026. ',
    )
    expect(fileOf(folder, 'LISEZMOI.md')).toContain('2 mars 2026 – 4 mars 2026 et 6 mars 2026. Des lignes')
  })
})
