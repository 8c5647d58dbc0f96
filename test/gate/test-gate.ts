import { createAgentClassifier } from '../../src/agent/index.ts'
import { dayOfText, dayText } from '../../src/domain/calendar.ts'
import type { ByteMemo, Kernel, MemoSize, PathMemo } from '../../src/domain/contracts.ts'
import { BROWSERS, CLIENTS, DEVICES, FROM_WORDS, METHODS, STATUSES, SYSTEMS } from '../../src/domain/dictionary.ts'
import { FATES, REASONS } from '../../src/domain/fate.ts'
import type { Feature } from '../../src/domain/feature.ts'
import type { Hit } from '../../src/domain/hit.ts'
import { compileFeatures, compileIgnore } from '../../src/feature/index.ts'
import { compileFormat, isNotRequest, type FirstBytes } from '../../src/format/index.ts'
import { openGate, type Gate, type LineAtHand } from '../../src/gate/index.ts'
import { createReferrerClassifier } from '../../src/referrer/index.ts'

const feature = (id: string, match: readonly string[], more: Partial<Feature> = {}): Feature => ({
  id,
  title: { en: id },
  match: match.map(written),
  examples: [],
  clients: 'humans',
  partial: 'exclude',
  assets: 'exclude',
  ...more,
})
const written = (value: string) => ({ value, place: { file: 'comptage.yaml', line: 1, column: 1 } })

export const FEATURES: readonly Feature[] = [
  feature('home', ['/']),
  feature('simulateur', ['/simulateur', '/simulateur/**']),
  feature('dossier', ['GET,POST /demarches/:numero/dossier']),
  feature('api', ['POST /api/v1/calculate'], { clients: 'all' }),
  feature('open', ['/open'], { clients: 'all' }),
  feature('video', ['/video/:name'], { partial: 'count' }),
  feature('tiles', ['/tiles/**'], { assets: 'count' }),
  feature('logo', ['/logo.svg']),
  feature('map', ['maps.example.fr/map']),
  feature('search', ['/search?type=aide']),
  feature('accents', ['/café', '/a%20b', '/x%2Fy', '/cr', '/plus+']),
  feature('old', ['/old-one'], { until: dayOfText('2026-03-09')! }),
  feature('new', ['/new-one'], { from: dayOfText('2026-03-11')! }),
  feature('brief', ['/brief'], { from: dayOfText('2026-03-10')!, until: dayOfText('2026-03-10')! }),
  feature('odd', ['PROPFIND /odd']),
]
const IGNORE = ['/health', '/metrics/**', 'GET /simulateur/ping']

const LISTED_HOST = 'partner.example.org'

export type TestGateOptions = {
  readonly format?: string
  readonly first?: FirstBytes
  readonly kernel?: Kernel
  /** Where verdicts on paths are remembered: by the path alone, whatever hosts and queries the features ask for. */
  readonly verdicts?: PathMemo
  /** Lines that are alike come as one Hit, by what these remember. */
  readonly sums?: { readonly agents: ByteMemo; readonly heads: ByteMemo; readonly hosts: ByteMemo }
  readonly features?: readonly Feature[]
  readonly serviceZone?: string
  readonly logZone?: string
  readonly caseInsensitive?: boolean
  readonly knownHosts?: readonly string[]
  readonly since?: string
  readonly until?: string
  /** Also durations, and where requests came from. */
  readonly asks?: true
}

/** A memory for paths, as the patterns of `testGate` tell them apart; `openKernel` takes it. */
export function rememberedPaths(size: MemoSize, features = FEATURES) {
  const how = { caseInsensitive: false }
  const all = [compileFeatures(features, how), compileIgnore(IGNORE.map(written), how)]
  return { size, patterns: all.flatMap(({ paths }) => paths) }
}

/** A gate with the real rooms behind it. */
export function testGate(options: TestGateOptions = {}): Gate {
  const {
    caseInsensitive = false,
    serviceZone = 'Europe/Paris',
    since,
    until,
    verdicts,
    sums,
    features = FEATURES,
  } = options
  const { matcher } = compileFeatures(features, { caseInsensitive })
  return openGate({
    scanner: compileFormat(options.format ?? 'combined', undefined, options.first),
    isNotRequest,
    ...(options.kernel === undefined ? {} : { kernel: options.kernel }),
    features,
    areSummed: sums !== undefined,
    matcher: verdicts === undefined ? matcher : { ...matcher, verdicts },
    ignore: compileIgnore(IGNORE.map(written), { caseInsensitive }).matcher,
    agents: createAgentClassifier({ families: true, ...(sums !== undefined && { memo: sums.agents }) }),
    referrers: createReferrerClassifier({
      ownHosts: ['www.example.fr'],
      listedHosts: [LISTED_HOST],
      ...(sums !== undefined && { heads: sums.heads }),
    }),
    ...(sums !== undefined && { namedHosts: sums.hosts }),
    knownHosts: options.knownHosts ?? ['www.example.fr', 'maps.example.fr'],
    ...(since === undefined ? {} : { since: dayOfText(since)! }),
    ...(until === undefined ? {} : { until: dayOfText(until)! }),
    serviceZone,
    logZone: options.logZone ?? serviceZone,
    caseInsensitive,
    ...(options.asks === true && { asks: { durations: true, flows: true, hours: true } }),
  })
}

/** What became of a line, in words; undefined: could not be read, or was not asked. */
export type HitInWords = {
  readonly fate: string | undefined
  readonly reason: string | undefined
  readonly outcome: string | undefined
  readonly day: string | undefined
  readonly hour: number | undefined
  readonly feature: string | undefined
  readonly status: string | undefined
  readonly method: string | undefined
  readonly client: string | undefined
  readonly device: string | undefined
  readonly browser: string | undefined
  readonly os: string | undefined
  readonly referrer: string | undefined
  readonly bytes: number | undefined
  readonly from: string | undefined
  readonly duration: number | undefined
}

const REFERRER_WORDS = createReferrerClassifier({ ownHosts: [], listedHosts: [LISTED_HOST] }).words

function inWords(hit: Hit): HitInWords {
  return {
    fate: FATES[hit.fate],
    reason: REASONS[hit.reason],
    outcome: FATES[hit.outcome],
    day: hit.day < 0 ? undefined : dayText(hit.day),
    hour: hit.hour < 0 ? undefined : hit.hour,
    feature: FEATURES[hit.feature]?.id,
    status: STATUSES[hit.status],
    method: METHODS[hit.method],
    client: CLIENTS[hit.client],
    device: DEVICES[hit.device],
    browser: BROWSERS[hit.browser],
    os: SYSTEMS[hit.os],
    referrer: REFERRER_WORDS[hit.referrer],
    bytes: hit.bytes < 0 ? undefined : hit.bytes,
    from: [...FEATURES.map(({ id }) => id), ...FROM_WORDS][hit.from],
    duration: hit.duration < 0 ? undefined : hit.duration,
  }
}

/** The Hits of a text that stands in the middle of a chunk. A character is a byte. */
export function hitsOf(gate: Gate, text: string): readonly HitInWords[] {
  const bytes = Buffer.from(`LEAK\n${text}LEAK`, 'latin1')
  const hits: HitInWords[] = []
  gate.readLines(bytes, 5, 5 + text.length, (hit) => hits.push(inWords(hit)))
  return hits
}

/** What is told of the last line of a text. */
export function askLast<T>(gate: Gate, text: string, ask: (line: LineAtHand) => T): T | undefined {
  const answers: T[] = []
  gate.readLines(Buffer.from(text, 'latin1'), 0, text.length, (_, line) => answers.push(ask(line)))
  return answers.at(-1)
}

/** The Hit of one line that ends with LF. */
export function hitOf(text: string, options?: TestGateOptions): HitInWords {
  const [hit, ...more] = hitsOf(testGate(options), `${text}\n`)
  if (hit === undefined || more.length > 0) throw new Error('not one line')
  return hit
}

export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

export type LineParts = {
  readonly client?: string
  readonly user?: string
  readonly time?: string
  readonly request?: string
  readonly status?: string
  readonly bytes?: string
  readonly referrer?: string
  readonly agent?: string
}

/** A line of `combined`. */
export function combined(parts: LineParts = {}): string {
  const {
    client = '203.0.113.7',
    user = '-',
    time = '10/Mar/2026:09:31:24 +0100',
    request = 'GET /simulateur HTTP/1.1',
  } = parts
  const { status = '200', bytes = '3126', referrer = '-', agent = BROWSER } = parts
  return `${client} - ${user} [${time}] "${request}" ${status} ${bytes} "${referrer}" "${agent}"`
}
