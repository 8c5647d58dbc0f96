import { grouped } from '../../words/words.ts'
import type { AuditWords } from './audit-words.ts'
import { passedText } from '../passed-text.ts'
import { about, change, milliseconds, rate } from './figures.ts'

const counted = (uses: number): string => `${grouped(uses)} ${uses === 1 ? 'use' : 'uses'}`

export const ENGLISH: AuditWords = {
  language: 'en',
  title: (service) => `Audit of ${service}`,
  warning:
    'NOT FOR PUBLICATION. These are exact figures, small ones included: they can show what single people did. For figures that may be published, use comptage count or comptage run.',
  warningOfFolder:
    'Made of published figures alone: a hidden figure may be any small number, so uses and errors are lower bounds.',
  period: (from, to) => `Judged: ${from} to ${to}.`,
  compared: (from, to) => `Compared with ${from} to ${to}.`,
  covered: (days, of) => `Of its ${of} days ${days} ${days === 1 ? 'has' : 'have'} lines; the others play no part.`,
  tooFewDays: (days) =>
    `Too few days with lines (${days}) for a trend, and to retire anything: that takes 28 in these periods. Verdicts may change on the 28th.`,
  verdicts: {
    strengthen: 'strengthen',
    improve: 'improve',
    retire: 'retire',
    keep: 'keep',
    'too-little': 'too little to say',
  },
  reasons: {
    'server-errors': (reason) =>
      `the service failed ${rate(reason.share, 'en')} of requests (5xx; at least ${rate(reason.low, 'en')}), above ${rate(reason.limit, 'en')}`,
    'client-errors': (reason) =>
      `${rate(reason.share, 'en')} of requests were refused or not found (4xx; at least ${rate(reason.low, 'en')}), above ${rate(reason.limit, 'en')}`,
    slow: (reason) =>
      `5 of 100 uses took longer than ${milliseconds(reason.p95Ms, 'en')}, above ${milliseconds(reason.limitMs, 'en')}`,
    unused: (reason) =>
      `${about(reason.uses, 'en')} uses in 28 days, below ${reason.limit}, where features have ${about(reason.average, 'en')} on average`,
    'passed-over': (reason) =>
      `${counted(reason.uses)} in these days, but requests that it does not count: ${passedText(reason.passed, 'en')}`,
    few: (reason) => `${reason.requests} uses and errors, below ${reason.limit}`,
    strong: (reason) =>
      `${rate(reason.share, 'en')} of all uses (at least ${rate(reason.low, 'en')}), above ${rate(reason.limit, 'en')}`,
    growing: (reason) => `${change(reason.change)} against the rest of the service`,
    falling: (reason) => `no rule fits; falling, ${change(reason.change)} against the rest of the service`,
    steady: () => 'no rule fits',
    hidden: (reason) => `its uses are hidden on ${reason.days} ${reason.days === 1 ? 'day' : 'days'}, and that decides`,
  },
  trend: (trend) => {
    if (trend === undefined) return '–'
    return trend.direction === 'flat' ? '≈' : `${trend.direction === 'growing' ? '▲' : '▼'} ${change(trend.change)}`
  },
  never: 'never',
  columns: {
    feature: 'feature',
    uses: 'uses',
    before: 'before',
    share: 'share',
    trend: 'trend',
    days: 'by day',
    entries: 'entries',
    errors: 'errors',
    clientErrors: '4xx',
    serverErrors: '5xx',
    p50: 'median',
    p95: '95 %',
    lastUse: 'last use',
    verdict: 'verdict',
    why: 'because',
    requests: 'requests',
    shape: 'shape',
    resembles: 'resembles',
    client: 'who',
    lines: 'lines',
    fate: 'ended as',
  },
  sections: {
    verdicts: 'What to do',
    figures: 'Figures',
    unused: 'Never used',
    dead: 'Dead routes',
    unmatched: 'Paths that no feature has',
    passed: 'What came for features and does not count',
    robots: 'Robots, and programs that do not count',
    quality: 'Quality',
    reading: 'How to read this',
  },
  unused: (features) => `No use in these days: ${features}.`,
  noneUnused: 'Every feature was used.',
  noDead: 'No path that was not found resembles a feature, as far as the closed vocabulary shows it.',
  dead: 'Not found (404, 410), and much like a feature: an old link, or a wrong one.',
  noneUnmatched: 'Every path that people were answered is a feature’s.',
  otherShapes: (k) => `(other shapes, or with fewer than ${k} requests)`,
  passed:
    'Answered, and not asked for by a declared robot. Where it is more than the uses, the map may miss what the feature is.',
  nonePassed: 'Nothing: whatever was answered for a feature counts.',
  passedUnknown:
    'What came for a feature and does not count, as requests by programs, only the logs tell: look there before anything is retired.',
  errorsHidden: (days) => `; its errors are hidden on ${days} ${days === 1 ? 'day' : 'days'}`,
  hidden: 'hidden',
  robots: 'Requests for features by who declares to be no person.',
  noRobots: 'None asked for a feature.',
  robotKinds: {
    'search-robot': 'search engines',
    monitor: 'monitors',
    'other-robot': 'other robots, previews included',
    machine: 'programs, feed readers, map clients',
    unknown: 'no agent, or an unreadable one',
    human: 'people',
    'ai-robot training': 'AI: to train models',
    'ai-robot search': 'AI: for an index that is searched',
    'ai-robot assistant': 'AI: for a person’s question',
  },
  noGaps: 'No day is without a line.',
  gaps: (gaps) => `Days without a line: ${gaps}.`,
  errorsTogether:
    'Errors of the service are not told apart from those of the client here: all are held against the limit for 4xx. A dataset by day, feature and status tells them.',
  entriesUnknown: 'Entries are not known: the log has no referrer, or the service has no url: or hosts:.',
  reading: [
    'A use is a request that succeeded, not a person. An entry is a use that came from outside, or from nowhere.',
    'Shares depend on how the map of features is cut. A trend is against the rest of the service: a quiet month is none.',
    'A verdict is the first rule that fits. It is a place to look, not a decision.',
  ],
  rules: (n) => [
    `improve: ${grouped(n.least_errors)} errors or more, and 5xx surely above ${rate(n.server_errors, 'en')} and ${n.times_median} times the median, or 4xx above ${rate(n.client_errors, 'en')} and ${n.times_median} times the median; or ${n.slow_uses} uses or more, and the 95th percentile above ${milliseconds(n.slow_ms, 'en')} and ${n.slow_times_median} times the median`,
    `retire: fewer than ${n.retire_uses} uses in 28 days, where features have ${n.retire_average} or more on average; not growing, not the home page, nothing younger than 28 days, nothing that ${n.retire_uses} requests or more came for that do not count`,
    `too little to say: fewer than ${n.least_requests} uses and errors`,
    `strengthen: surely ${n.strong_share} times the average share or more, and not falling; or growing, and not below ${n.growing_share} of it`,
    `keep: anything else`,
    `a trend: ${change(n.change)} or −${Math.round(n.change * 100)} % against the median of the other features, its own uses a day going the same way, and ${n.deviations} standard errors, from 28 days on`,
    'Every number can be changed: audit: in the configuration.',
  ],
}
