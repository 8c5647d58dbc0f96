import type { Prose } from './prose.ts'

const CITE = 'free to reuse, cite the source'
const SHARE = 'free to reuse, share alike'
const FREE = 'free to reuse, no condition'

export const ENGLISH: Prose = {
  otherLanguage: 'Français',
  otherTier: { summary: 'The summary, by feature', detail: 'The detailed data' },
  publishedBy: 'Published by',
  lede: (service, span) =>
    `How often each feature of the service ${service} was used${span ? `, from ${span.first} to ${span.last}` : ''}.`,
  notPeople: 'The figures count requests, not people.',
  noIdentifier: 'They come from the logs of the web server; no address and no identifier has left those.',
  table: {
    day: 'Days (CSV)',
    week: 'Weeks (CSV)',
    month: 'Months (CSV)',
    quarter: 'Quarters (CSV)',
    year: 'Years (CSV)',
  },
  tableInDetail: '(CSV)',
  readMe: 'Read-me',
  tile: {
    latest: (period) => `Latest period: ${period}`,
    features: 'Features',
    span: 'Span',
    licence: 'Licence',
    sumOf: (measure, isLeast, isNoisy) =>
      `${measure.toLowerCase()}${isNoisy ? ', a sum of noisy figures' : isLeast ? ' at least: some are hidden' : ''}`,
    aboveThreshold: (k) => `have a published figure (${k} or more)`,
    inAll: 'features are followed',
    ended: (count) => `${count} ended`,
    days: (count, missing) =>
      `${count} ${count === '1' ? 'day' : 'days'} with a log${missing === '0' ? '' : `, ${missing} without`}`,
    licenceShort: {
      'etalab-2.0': { name: 'Licence Ouverte 2.0', says: CITE },
      'ODbL-1.0': { name: 'ODbL 1.0', says: SHARE },
      'CC-BY-4.0': { name: 'CC BY 4.0', says: CITE },
      'CC-BY-SA-4.0': { name: 'CC BY-SA 4.0', says: SHARE },
      'CC0-1.0': { name: 'CC0 1.0', says: FREE },
      'ODC-By-1.0': { name: 'ODC-By 1.0', says: CITE },
      'PDDL-1.0': { name: 'PDDL 1.0', says: FREE },
    },
  },
  reading: {
    heading: 'How to read the charts',
    bar: {
      day: 'One bar, one day',
      week: 'One bar, one week',
      month: 'One bar, one month',
      quarter: 'One bar, one quarter',
      year: 'One bar, one year',
    },
    line: {
      day: 'The line goes through every day',
      week: 'The line goes through every week',
      month: 'The line goes through every month',
      quarter: 'The line goes through every quarter',
      year: 'The line goes through every year',
    },
    part: 'Pale: the logs cover only a part of the period',
    hidden: (k) =>
      k > 0
        ? `Square below the line: a hidden figure, which is not zero. It is below ${k}, or it protects a small one`
        : 'Square below the line: a hidden figure, which is not zero',
    gap: 'Orange: no log, and so no figure',
    broken: 'Dashed: the way of counting changes',
    sure: 'The average per day clearly changes',
    unsure: 'The difference may be chance',
  },
  features: {
    heading: 'The features',
    feature: 'Feature',
    evolution: 'Over time',
    ownScale: 'each row has a scale of its own',
    before: 'Before',
    change: 'Change',
    perDay: (rate) => `${rate} per day`,
    changePerDay: 'per day',
    allFigures: 'All figures',
    figuresOf: (feature) => `All figures: ${feature}`,
    hiddenSign: 'h',
    key: 'h: hidden (which is not zero). –: no log. *: period covered in part. Empty: out of service, or outside the published period.',
    most: (count, period) => `max. ${count} (${period})`,
    nothingShown: 'no figure shown',
    since: (date) => `since ${date}`,
    until: (date) => `until ${date}`,
    programsToo: 'programs included',
    tenMake: (percent) => `The first ten make ${percent} of the figures shown for the latest period.`,
    cut: (periods) => `The charts show the last ${periods} periods; the file has the earlier ones too.`,
    none: 'No figure is published for this period.',
  },
  state: { hidden: 'hidden', gap: 'no log', absent: 'out of service' },
  change: {
    hidden: 'hidden',
    'hidden-before': 'hidden before',
    'nothing-before': 'nothing before',
    none: '–',
  },
  direction: { up: 'up', down: 'down', same: 'steady' },
  acrossBreak: '(break)',
  windowOf: (length, kind, last) =>
    `${length} ${kind === 'day' ? 'days' : 'weeks'} ${last === undefined ? 'before' : `to ${last}`}`,
  between: ({ first, last }) => `${first} to ${last}`,
  chart: (feature, span, range, hidden, gaps) =>
    [
      `${feature}, ${span.first} – ${span.last}`,
      range ? `from ${range.first} to ${range.last}` : 'no figure shown',
      ...(hidden > 0 ? [`${hidden} ${hidden === 1 ? 'period' : 'periods'} hidden`] : []),
      ...(gaps > 0 ? [`${gaps} without a log`] : []),
    ].join('; '),
  never: {
    heading: 'Never above the threshold',
    why: (k) =>
      `All their figures are hidden, because they are below ${k} or because they protect another. From 0 to ${k - 1} all look alike: that nobody needs them cannot be concluded.`,
    notYet: 'Not in service in the published period:',
  },
  endedHeading: 'Features that have ended',
  quality: {
    heading: 'Quality and gaps',
    gaps: 'Days without any log: their figures are missing, not zero.',
    noGaps: 'There is a log for every day, from the first to the last.',
    gap: ({ first, last }, days) => (days === 1 ? first : `${first} to ${last} (${days} days)`),
    moreGaps: (count) => `and ${count} more, in gaps.csv`,
    partial: (table, periods) => `Covered only in part, in ${table}: ${periods}.`,
    breaks: 'The way of counting changed:',
    noBreaks: 'The way of counting has not changed.',
    fates: (month) => `What became of the lines of the features, ${month}`,
    fate: 'Fate',
    lines: 'Lines',
    fatesNote: 'Uses and errors are here the sum of the shown figures, so a lower bound; a small number is hidden.',
    robots: (list, version) =>
      `Robots are left out after the list ${list}, version ${version}. A robot that does not declare itself is counted like a person.`,
    partialLog: 'By its configuration, the web server leaves some requests out of its log: they are in no figure.',
  },
  files: {
    heading: 'Files',
    content: 'Content',
    file: 'File',
    rows: 'Rows',
    size: 'Size',
    about: 'Around the data',
    documents: {
      'LISEZMOI.md': 'the read-me in French',
      'README.md': 'how to use it, method and limits',
      'CONFIDENTIALITE.md': 'the privacy note in French',
      'PRIVACY.md': 'what protects people',
      'CHANGELOG.md': 'versions of the dataset',
      'datapackage.json': 'description for programs (Data Package)',
      'dcat.jsonld': 'description for portals (DCAT)',
      SHA256SUMS: 'checksums of all files',
      NOTICE: 'the notice of the licence',
    },
  },
  licence: {
    heading: 'Licence',
    under: 'These data are under the',
    fullText: 'Full text',
    cite: 'Sentence to give when you reuse them:',
    nothingToCite: 'No attribution is required; naming the source is kind.',
    addresses: 'Addresses to give with it:',
    shareAlike:
      'A database made from this one stays under the same licence and must be offered to whoever sees its results.',
  },
  detail: {
    heading: 'The latest period in detail',
    apart:
      'These tables have noise or foldings of their own: their figures do not add up, and do not compare with those of another table.',
    lastPeriod: (period) => `Latest period: ${period}`,
    firstRows: (shown, all, file) => `The first ${shown} of ${all} rows; the others are in ${file}.`,
    barsShare: 'All bars of a table have one scale. h: hidden, which is not zero.',
    noRows: 'No period is published yet.',
  },
  foot: (version, date) => `Version ${version} of ${date}`,
  contact: 'Contact',
  madeWith: (version) => `Page made by comptage ${version}, without script or tracker.`,
}
