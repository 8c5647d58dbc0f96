import { judgeKnown } from '../../src/audit/index.ts'
import { AUDIT_NUMBERS } from '../../src/domain/observed-features.ts'
import { derivedFiles } from '../../src/publish/derived-files.ts'
import { editionOf } from '../../src/publish/edition.ts'
import type { Publication } from '../../src/publish/publication.ts'
import { filesBeside } from '../../src/publish/index.ts'
import { latestText, month, total } from '../publish/services/latest-text.ts'
import { DAY_FEATURE, examplePublication } from '../publish/example-publication.ts'
import { day, feature, MONTH_DEVICE, MONTH_FEATURE, publicationOf } from '../publish/page/sample-services.ts'

/** Uses that rise and fall with the week and the year, the same at every run. */
function wave(position: number, date: number): number {
  const size = 900 / (1 + position) ** 1.1
  const week = date % 7 > 4 ? 0.45 : 1
  const year = 1 + 0.35 * Math.sin((date / 365) * 2 * Math.PI + position)
  const growth = 1 + (position % 3 === 0 ? 0.0004 : -0.0001) * date
  const jitter = 0.85 + (((date * 7919 + position * 104729) % 101) / 101) * 0.3
  return Math.max(0, Math.round(size * week * year * growth * jitter))
}

const TITLES: readonly (readonly [string, string])[] = [
  ['Simulateur d’aides', 'Benefit simulator'],
  ['Suivi du dossier', 'Case tracking'],
  ['Connexion et espace personnel', 'Sign-in and personal space'],
  ['API de calcul', 'Calculation API'],
  ['Prise de rendez-vous', 'Appointment booking'],
  ['Dépôt de pièces', 'Document upload'],
  ['Carte des guichets', 'Map of the counters'],
  ['Recherche', 'Search'],
  ['Actualités', 'News'],
  ['Attestation en PDF', 'Certificate in PDF'],
  ['Formulaires à imprimer', 'Printable forms'],
  ['Borne d’accueil', 'Self-service kiosk'],
]

function named(position: number) {
  const [fr, en] = TITLES[position] ?? [`Démarche n° ${position}`, `Procedure no. ${position}`]
  return feature(`f${String(position).padStart(3, '0')}`, { title: { fr, en } })
}

const threeYears = {
  features: [
    ...TITLES.slice(0, 4).map((_, position) => named(position)),
    { ...named(4), from: day('2024-09-16') },
    ...[5, 6, 7].map(named),
    { ...named(8), until: day('2025-10-31') },
    ...[9, 10, 11].map(named),
  ],
  first: '2023-06-01',
  last: '2026-03-17',
  uses: (position: number, date: number) =>
    position < 9 ? wave(position, date) : position === 9 ? (date % 9 === 0 ? 3 : 0) : 0,
  isGap: (date: number) => (date >= 320 && date < 330) || (date >= 500 && date < 565),
}

const FEBRUARY_2026 = day('2026-02-01') - day(threeYears.first)

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE `features`; -- & &amp; &lt;",
  '\u202Eright to left override, then some more',
  'الخدمات الرقمية للمواطنين',
  '🧾👩‍💻 Déclaration 🇫🇷',
  'Une-fonctionnalité-au-nom-sans-aucune-espace-et-vraiment-très-long-pour-voir-où-cela-se-coupe-' + 'x'.repeat(120),
  'Demande d’aide au logement, renouvellement, changement de situation, réclamation, et tout ce que l’on peut vouloir dire dans un titre quand personne ne l’arrête '.repeat(
    2,
  ),
  '</title></svg></details>',
  '{{7*7}} ${7*7} \\u003cscript>',
]

/** The first has a name of 120 characters without a space. */
const LONG_NAMES = [
  'Documents'.padEnd(120, 'x'),
  'Procedures of families, of companies and of associations, '.repeat(2),
]

/** One of every few features is of none. */
function familyAt(position: number, of: number) {
  return position % of === of - 1 ? {} : { family: `p${position % of}` }
}

const SAMPLES: Readonly<Record<string, Publication>> = {
  example: examplePublication(),
  'three-years': publicationOf({
    ...threeYears,
    // In the last two whole months one has doubled and one fails: with one that nobody uses, each verdict is there.
    uses: (position, date) => threeYears.uses(position, date) * (position === 4 && date >= FEBRUARY_2026 ? 2 : 1),
    errors: (position, date) => Math.round(threeYears.uses(position, date) * (position === 5 ? 0.3 : 0.006)),
    specs: [DAY_FEATURE, MONTH_FEATURE, MONTH_DEVICE],
    change: {
      voice: {
        verdicts: { ...AUDIT_NUMBERS, least_errors: 11 },
        words: {
          fr: 'Le service aide à demander une aide et à suivre sa demande.\n\nNous voulons savoir où l’on renonce.',
        },
        events: [
          { date: day('2023-09-20'), text: { fr: 'Campagne d’information', en: 'Campaign' } },
          { date: day('2023-11-02'), text: { fr: 'Nouvelle page d’accueil' } },
          { date: day('2025-03-01'), text: { fr: 'Carte refaite', en: 'New map' }, feature: 'f006' },
          ...[1, 2, 3, 4].map((n) => ({ date: day('2025-09-01'), text: { fr: `Rentrée, page ${n}` } })),
          ...[1, 2, 3, 4, 5].map((n) => ({
            date: day('2025-06-02'),
            text: { fr: `Carte, couche ${n}` },
            feature: 'f006',
          })),
          ...[12, 13, 14, 17].map((date) => ({
            date: day(`2026-03-${date}`),
            text: { fr: `Compte unique, ${date} mars` },
          })),
        ],
      },
      // Nothing was published again: hidden figures are below the threshold, and some verdicts sure.
      ledger: { closed: [], revisions: [] },
      history: [
        { version: '1.0.0', created: '2023-07-01T00:00:00Z', changes: [] },
        {
          version: '2.0.0',
          created: '2025-02-01T00:00:00Z',
          changes: [{ kind: 'robots-changed', version: '2025-02', date: '2025-02-10' }],
        },
      ],
    },
  }),
  'three-weeks': publicationOf({
    ...threeYears,
    first: '2026-03-01',
    isGap: (date) => date === 12,
    uses: (position, date) => Math.round(threeYears.uses(position, date) / 5),
  }),
  large: publicationOf({
    features: Array.from({ length: 200 }, (_, position) => ({ ...named(position), ...familyAt(position, 13) })),
    first: '2024-01-01',
    last: '2025-12-31',
    uses: (position, date) => Math.round(wave(position, date) / 2),
    isGap: (date) => date >= 400 && date < 430,
    change: {
      ...{ language: 'en', publicationUrl: 'https://data.example.org/' },
      families: Array.from({ length: 12 }, (_, n) => ({
        id: `p${n}`,
        title: { fr: `Famille ${n}`, en: LONG_NAMES[n] ?? `Family ${n}` },
      })),
    },
  }),
  'many-days': publicationOf({ ...threeYears, specs: [DAY_FEATURE] }),
  'one-day': publicationOf({
    ...threeYears,
    features: threeYears.features.slice(0, 1),
    first: '2026-03-17',
    isGap: () => false,
  }),
  hidden: publicationOf({ ...threeYears, first: '2025-10-01', isGap: () => false, uses: () => 0 }),
  hostile: publicationOf({
    features: HOSTILE.map((title, position) =>
      feature(`h${position}`, { title: position % 2 === 0 ? { fr: title } : { en: title }, ...familyAt(position, 4) }),
    ),
    first: '2025-09-01',
    last: '2026-03-17',
    uses: wave,
    change: {
      families: [0, 3, 7].map((n, position) => ({ id: `p${position}`, title: { fr: HOSTILE[n]! } })),
      service: {
        id: 'hostile',
        name: HOSTILE[0]!,
        hosts: [],
        publisher: { name: HOSTILE[1]!, url: 'https://example.fr/?a="><b>', email: 'a"b@example.fr' },
      },
    },
  }),
}

export type SamplePage = { readonly name: string; readonly html: string }

/** Every sample in both languages, and its detail tier where it has one. */
export function samplePages(): readonly SamplePage[] {
  return drawn(/^index/)
}

/** Their read-mes. */
export function sampleReadMes(): readonly SamplePage[] {
  return drawn(/^(?:a-propos|about)\.html$/).map(({ name, html }) => ({ name: `read-me-${name}`, html }))
}

/** Pages of all services of an output folder: of a few with names that somebody made up to harm, and of many. */
export function sampleIndexes(): readonly SamplePage[] {
  const few = HOSTILE.filter((name) => !name.includes('\u202E')).map((name) => name.slice(0, 290))
  const many = Array.from({ length: 300 }, (_, n) => `${TITLES[n % TITLES.length]?.[0] ?? ''} ${String(n)}`)
  return Object.entries({ few, many }).flatMap(([size, names]) => {
    const found = names.map((name, n) => {
      const change = n % 3 === 0 ? null : { ratio: 0.6 + n / 7, features: n }
      const late = n % 5 === 1 ? { latest: month('2026-01', 31) } : {}
      const uses = total(n * 7919, { isLeast: n % 2 === 0, change })
      return {
        folder: `s${String(n)}`,
        dcat: undefined,
        latest: latestText(`s${String(n)}`, { dataset: { service: { name } }, total: uses, ...late }),
      }
    })
    return filesBeside(found, '0.0.0')
      .filter(({ path }) => path.endsWith('.html'))
      .map(({ text: html }) => ({ name: `services-${size}.${/<html lang="(..)">/.exec(html)![1]!}`, html }))
  })
}

/** One feature of some samples, as it is put into other pages. */
export function sampleEmbeds(): readonly SamplePage[] {
  return ['three-years', 'hostile', 'hidden', 'many-days'].map((name) => {
    const files = derivedFiles(editionOf(SAMPLES[name]!, 'summary'), judgeKnown)
    return { name: `embed-${name}`, html: files.find(({ path }) => /^embed\/.*html$/.test(path))!.text }
  })
}

/** Frames and pictures of features with long titles, of weeks: no period has longer words. */
export function longestEmbeds(measure: 'requests' | 'entries'): readonly SamplePage[] {
  const titles = [...HOSTILE, 'DEMANDE D’AIDE AU LOGEMENT ET CHANGEMENT DE SITUATION']
  const publication = publicationOf({
    features: titles.map((fr, position) => feature(`f${position}`, { title: { fr } })),
    first: '2026-06-01',
    last: '2026-10-04',
    uses: (position) => [0, 2, 9_876_543][position % 3]!,
    specs: [
      { ...DAY_FEATURE, name: 'week-feature', period: 'week', measures: [measure], protection: { level: 'exact' } },
    ],
  })
  return derivedFiles(editionOf(publication, 'summary'))
    .filter(({ path }) => path.startsWith('embed/'))
    .map(({ path, text }) => ({ name: path.slice('embed/'.length), html: text }))
}

function drawn(names: RegExp): readonly SamplePage[] {
  return Object.entries(SAMPLES).flatMap(([name, publication]) =>
    (['summary', 'detail'] as const).flatMap((tier) => {
      const edition = editionOf(publication, tier)
      if (edition.tables.length === 0) return []
      const pages = derivedFiles(edition, judgeKnown).filter(({ path }) => names.test(path))
      return pages.map(({ text: html }) => ({
        name: `${name}${tier === 'detail' ? '-detail' : ''}.${/<html lang="(..)">/.exec(html)![1]!}`,
        html,
      }))
    }),
  )
}
