import type { Prose } from './prose.ts'

export const ENGLISH: Prose = {
  otherLanguage: '*En français : [LISEZMOI.md](LISEZMOI.md).*',
  opening: (service, span) =>
    `How often each feature of the service ${service} is used${span ? `, from ${span.first} to ${span.last}` : ''}. The figures are taken from the access logs of the web server. No address and no identifier has left them: only numbers of requests.`,
  heading: {
    files: 'The files',
    columns: 'The columns',
    use: 'What counts as a use',
    empty: 'What an empty cell means',
    time: 'Period',
    features: 'The features',
    notOffered: 'What is not here, and why',
    robots: 'Robots and logs',
    licence: 'Licence',
    reading: 'Reading the data',
    contact: 'Contact',
  },
  filesHeader: ['file', 'content', 'one row'],
  row: (keys) => `per ${keys}`,
  rowOfBreaks: 'per break',
  otherFiles:
    'Around the data: `datapackage.json` describes them to programs (types, keys, closed lists, method), each `.csv-metadata.json` does so for one file (CSVW), `dcat.jsonld`, where the folder has a public address, to portals, and each `.license` carries the licence of a file that is moved alone. [PRIVACY.md](PRIVACY.md) says what is dropped and protected. To check that nothing was damaged: `sha256sum -c SHA256SUMS`.',
  split: (tables) =>
    `One file a year: ${tables}. All of them together are the table. The name without a year holds the latest year alone and starts anew in January; a file with a year in its name changes only by a correction that CHANGELOG.md tells.`,
  columnsHeader: ['column', 'meaning', 'unit or form'],
  codes: '; codes explained in `datapackage.json`',
  use: `A use is a request for the feature, made by a person (or by a program too, where the feature says so), that succeeded: answer 2xx, 304 or 101, or a redirect (3xx) after a POST, PUT, PATCH or DELETE.

Not counted: robots, redirects of a plain read, partial answers (206, unless the feature counts them). Answers 4xx and 5xx, and requests that were never answered, are the errors.

**Requests, not people.** Eleven requests may come from one person.`,
  empty: (tables, k) =>
    `In ${tables} an empty cell is a hidden figure: it is small (below ${k}), or it protects a small one. 0 and 1 to ${k - 1} look alike: an empty cell **never** means “unused”. The threshold of ${k} counts requests, not people. A count that is shown is exact; the sum of the shown figures is a lower bound.`,
  exact: (tables) =>
    `In ${tables} nothing is hidden, and 0 is a true zero: these tables are not protected, the publisher accepts the risk, and they may give away empty cells of other tables.`,
  exactElsewhere: (tables) =>
    `${tables}, in the folder of the other level of detail, are not protected: they may give away empty cells of this one.`,
  noisy: (tables, k) =>
    `In ${tables} every figure that is shown has noise: it is the true one plus a random number; how much is in the description of the table. None can be taken for exact, none is a bound, and totals do not add up. An empty cell is a figure that is below ${k} with its noise, or that protects another: it **never** means “unused”. Only periods that are over are there. The noise hides whether one request more or less came as far as these tables go; [PRIVACY.md](PRIVACY.md) says how far that is, and which tables tell it anyway.`,
  folded: (tables) => `In ${tables} \`(other)\` holds small categories together, with a noise of its own.`,
  time: (timezone, span, created) =>
    `${span ? `From ${span.first} to ${span.last}, dates` : 'Dates'} in the time zone ${timezone}. Version of ${created}. A period without any line in the logs has no row here; missing days are in \`data/gaps.csv\`.`,
  partial: (table, periods) => `Periods that are covered only in part in ${table}: ${periods}.`,
  away: (table, { first, last }) =>
    `In ${table} a period that holds a day from ${first} to ${last} has no row: the table was not published then. It is no gap in the logs.`,
  withheld: (table, periods) =>
    `Periods of ${table} that will never be published: ${periods}. They would lack lines, or betray a hidden figure.`,
  through: 'to',
  closed: (graceHours) =>
    `A period is closed ${graceHours} hours after its end, when its last lines have had time to come; [CHANGELOG.md](CHANGELOG.md) says what each version changed.`,
  featuresHeader: ['code', 'feature', 'who counts', 'requests recognised'],
  patterns:
    'A request belongs to the feature whose pattern is the most specific. `:name` and `*` stand for any one segment, `**` for one or more; without a method before it, a pattern takes GET, POST, PUT, PATCH and DELETE.',
  countsPartial: 'partial answers included',
  countsAssets: 'images and files included',
  notOffered:
    'No visits, no visitors, no sessions: they would need an address or a cookie to follow, and identifiers are dropped while reading. Entries, the uses that come from outside the service, are what can honestly be said instead. For the same reason no range of addresses can be left out: staff and probes are told only by their software, by the path they ask for or by the configuration of the server.',
  robots: (list, version) =>
    `Robots are left out after the list ${list}, version ${version}. A robot that does not declare itself is counted like a person.`,
  formats: (names) => `Log formats read: ${names}.`,
  lacks: (format, fields) => `The format ${format} lacks: ${fields}.`,
  noAgent: 'Without the client software in the log, every request counts like a person’s, robots included.',
  partialLog: 'By its configuration, the web server leaves some requests out of its log: they are in no figure.',
  field: {
    time: 'date',
    request: 'request',
    method: 'method',
    target: 'path',
    query: 'query',
    protocol: 'protocol',
    status: 'status',
    bytes: 'size',
    referrer: 'referrer',
    agent: 'client software',
    host: 'host',
    duration: 'duration',
  },
  licence: (name, text) => `${name}, full text in ${text}.`,
  cite: 'Sentence to give:',
  citeAddresses: (title, address, licence) =>
    `Addresses to give with it: ${address ? `${title}, <${address}>; ` : ''}licence, <${licence}>.`,
  nothingToCite: 'No attribution is required; naming the source is kind.',
  shareAlike:
    'A database made from this one stays under the same licence and must be offered to whoever sees its results.',
  reading: 'Name the type of the figures: a reader would take a wholly hidden column for text.',
  contact: (names) => `${names}.`,
  otherTier: (folder) => `The other level of detail, under a licence of its own: ${folder}.`,
}
