import type { Prose } from './prose.ts'

export const ENGLISH: Prose = {
  title: 'Privacy',
  otherLanguage: '*En français : [CONFIDENTIALITE.md](CONFIDENTIALITE.md).*',
  opening: (service) =>
    `This dataset counts the requests that the service ${service} received. **It holds no address, no name and no identifier**: each figure is a number of requests.`,
  openingFrom: (tables) =>
    `${tables} say which feature of the service requests came from, that of the page before: one step, in numbers, never the way of somebody through the service.`,
  openingWithoutFrom: 'No table says how anyone went through the service.',
  openingExact: (tables) => `**In ${tables} nothing is hidden**: a figure of 1 tells of a single request.`,
  openingEnd: 'This page says what is dropped, what is protected and how, and what we do not promise.',
  heading: {
    responsible: 'Who answers',
    purpose: 'What these figures are for',
    dropped: 'What is dropped',
    protected: 'What is protected, and how',
    guesses: 'What can still be guessed',
    closed: 'Closed periods and corrections',
    criteria: 'Singling out, linkability, inference',
    rawLogs: 'The logs themselves',
    notPromised: 'What is not promised',
  },
  responsible: (names) => `${names} publishes these figures and answers for them.`,
  contact: (words) => `Questions about personal data: ${words}`,
  purpose:
    'To know which features of the service are used, and so which to strengthen, to improve or to retire; and to make it public, since the service is a commons.',
  read: 'The web server writes a line in its log for each request. All that leaves a line is a handful of positions in closed lists (the feature, the day, a kind of device …); nothing of its text is published, not even as a hash.',
  droppedHeader: ['in the line', 'what leaves it'],
  dropped: [
    ['address, user name, cookie, request id', 'nothing: passed over unread'],
    ['path', 'the feature that it belongs to, else nothing'],
    [
      'parameters (`?…`)',
      'nothing; only those that the definition of a feature names are compared with it, then forgotten',
    ],
    ['full client software', 'a kind: person, robot, program; family of browser, of system, of device'],
    [
      'full referrer',
      'a kind of site, or a site that the service named beforehand; where a table asks for it, the feature of the page before',
    ],
    ['date and time', 'the day; the hour from 0 to 23 only in tables that say so, all days together'],
  ],
  tablesHeader: ['table', 'by', 'protection'],
  protection: (protection) => {
    switch (protection.level) {
      case 'threshold':
        return `threshold: a figure below ${protection.k} is hidden`
      case 'cell-key':
        return `bounded noise: at most ${protection.reach} either way, variance ${protection.variance}, a request being part of at most ${protection.views} noisy figure(s) (V = ${protection.variance}, D = ${protection.reach}, T = ${protection.views}); then a threshold of ${protection.k}`
      case 'dp':
        return `differential privacy: discrete Laplace noise, ε = ${protection.epsilon} a period for c = ${protection.changes} requests, T = ${protection.views}; then a threshold of ${protection.k}`
      case 'exact':
        return '**not protected**: exact counts, risk accepted by the publisher'
    }
  },
  threshold: (tables, k) =>
    `A figure below ${k} is hidden in ${tables}, 0 included. **The threshold counts requests, not people.**`,
  margins: (tables) =>
    `In ${tables} a larger figure is hidden too where it protects another (the first working day after the first hidden one of a month, say); it looks the same.`,
  cellKey: (tables) =>
    `The noise in ${tables} depends on a secret key, on the cell and on its count, not on the moment: the same count of the same cell always has the same noise, and publishing it again teaches nothing.`,
  folded: (tables) =>
    `What is hidden of one feature and period in ${tables} is told together as \`(other)\`, with a noise of its own, where that is large enough.`,
  dp: (tables) =>
    `The noise in ${tables} comes from no key: it is drawn at random, once for each figure, and what was published is kept.`,
  noisyPeriods: 'A period with noise is published only once it is over.',
  exact: (tables) =>
    `Tables of the service that are not protected: ${tables}. Since every table counts the same requests, they may give away figures that are hidden elsewhere.`,
  guesses:
    'Of a single request, in one period: how many times in a hundred does somebody guess right who sends requests of their own and knows all the others? 50 % is the toss of a coin, 100 % is certainty.',
  guessesHeader: ['table', 'that it came', 'its categories'],
  toldBy: (table) => `${table} tells it anyway`,
  profileToldBy: (table) => `${table} tells some of them anyway`,
  noCategories: 'none',
  closed: (graceHours) =>
    `A period is called closed ${graceHours} hours after its end, when its last lines have had time to come. Periods that are covered in part are named in README.md.`,
  corrected: 'A published period never changes silently: each correction is in CHANGELOG.md.',
  correctedHidden: 'One that would betray a hidden figure is not made.',
  correctedNoisy: 'Figures with noise are drawn anew once at most, all of a period together.',
  correctedCellKey: (presence, profile) =>
    `Of such a period somebody guesses right in ${presence} of cases whether that request came${profile === undefined ? '' : `, in ${profile} which categories it has`}.`,
  correctedDp: 'Of such a period epsilon is twice as large.',
  onePass: 'These figures come from a single reading of the logs; a new reading replaces them whole.',
  onePassHidden:
    'Whoever kept an earlier one can compare both: where its features, its tables or its threshold were others, or lines have come since, the difference may tell what is hidden.',
  criteria: {
    singlingOut: {
      name: '**Singling out**:',
      always: 'no row is about a person.',
      threshold: (tables, k) =>
        `In ${tables} a figure that is shown is at least ${k}, but ${k} requests may come from one person.`,
      noisy: (tables, k) =>
        `In ${tables} a figure that is shown is at least ${k} with its noise, and may come from one person.`,
      exact: (tables) => `In ${tables} a figure may be 1: it then tells of one request of one person.`,
    },
    linkability: {
      name: '**Linkability**:',
      always: 'no identifier, be it hashed or short-lived, links two requests, two periods or two tables.',
      from: (tables) => `${tables} count pairs of features, request by request; no pair is linked to the next.`,
    },
    inference: {
      name: '**Inference**:',
      nothingHidden: 'nothing is hidden in this folder; its figures may tell what other tables hide.',
      besideExact:
        'hidden figures can be computed where a table that is not protected, named above, counts the same requests.',
      thresholdAlone:
        'hidden figures cannot be computed from the others: every small case of days and their months was gone through, one by one.',
      thresholdBesideNoise:
        'exact figures and figures with noise of the same requests together tell a hidden one in rare cases: in the small cases that were gone through one by one, fewer than 2 hidden days in 100.',
      noisy: (tables) => `in ${tables} hidden figures can be estimated from the others, in rare cases closely.`,
    },
  },
  rawLogs: (retention) =>
    retention ??
    'The logs stay with the publisher and are not published. How long they are kept is not said here: ask whoever answers.',
  noTracker:
    'No tracker is placed: no cookie, no script, no image. Nothing is asked of anyone’s device; only what the server writes anyway is counted.',
  notPromised: [
    'Eleven requests are not eleven people.',
    'A robot that does not declare itself is not told from a person.',
    'The name of a feature is published as the service wrote it.',
    'That these figures are anonymous, or no personal data, in the sense of the law: that is for the publisher to judge.',
    'No authority has approved or certified these figures or this method.',
  ],
  padding: {
    threshold:
      'Somebody who sends requests to a quiet feature may make a figure appear, and conclude that another request came.',
    timed:
      'Durations are told by wide steps, but are not protected: somebody who sends all other requests learns from each whether another took longer than a time of their choosing.',
    noisy:
      'Somebody who sends requests of their own guesses better than by chance whether another came: how much is said above.',
    exact: 'Somebody who knows all requests but one reads from an exact figure whether that one came.',
  },
}
