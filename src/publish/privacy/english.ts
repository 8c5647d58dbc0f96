import type { Prose } from './prose.ts'

export const ENGLISH: Prose = {
  title: 'Privacy',
  otherLanguage: '*En français : [CONFIDENTIALITE.md](CONFIDENTIALITE.md).*',
  opening: (service) =>
    `This dataset counts the requests that the service ${service} received. **It holds no personal data**: no address, no name, no identifier, no path of anyone through the service. This page says what is dropped, what is hidden or blurred, and what we do not promise.`,
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
  read: 'The web server writes a line in its log for each request. All that leaves a line is a handful of positions in closed lists (the feature, the day, a kind of device …); its text is neither kept, nor hashed, nor quoted.',
  droppedHeader: ['in the line', 'what leaves it'],
  dropped: [
    ['address, user name, cookie, request id', 'nothing: passed over unread'],
    ['path', 'the feature that it belongs to, else nothing'],
    [
      'parameters (`?…`)',
      'nothing; only those that the definition of a feature names are compared with it, then forgotten',
    ],
    ['full client software', 'a kind: person, robot, program; family of browser, of system, of device'],
    ['full referrer', 'a kind of site, or a site that the service named beforehand'],
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
  threshold: (k) =>
    `A figure below ${k} is hidden, 0 included; it looks like one that is hidden because it would betray another (a month of which a single day is hidden, say). **The threshold counts requests, not people.**`,
  noise:
    'The noise of a figure depends on a secret key and on the cell, not on the moment: the same cell always has the same noise, and publishing it again teaches nothing. Small categories are folded into `(other)`, and a period is published only once it is over.',
  exact: (tables) =>
    `Tables of the service that are not protected: ${tables}. Since every table counts the same requests, they may give away figures that are hidden elsewhere.`,
  guesses:
    'Of a single request, in one period: how many times in a hundred does somebody guess right who sends requests of their own and knows all the others? 50 % is the toss of a coin, 100 % is certainty.',
  guessesHeader: ['table', 'that it came', 'its categories'],
  toldBy: (table) => `${table} tells it anyway`,
  noCategories: 'none',
  closed: (graceHours) =>
    `A period is called closed ${graceHours} hours after its end, when its last lines have had time to come. Periods that are covered in part are named in README.md.`,
  corrected:
    'A published period never changes silently: each correction is in CHANGELOG.md. One that would betray a hidden figure is not made. Figures with noise are drawn anew once at most, all of a period together.',
  onePass: 'These figures come from a single reading of the logs; a new reading replaces them whole.',
  criteria: [
    '**Singling out**: no row is about a person; in a protected table a figure that is shown is at least the threshold, but eleven requests may come from one person.',
    '**Linkability**: no identifier, be it hashed or short-lived, links two requests, two periods or two tables.',
    '**Inference**: hidden figures cannot be computed from the others, unless a table that is not protected, named above, tells them; what can still be guessed is said above.',
  ],
  rawLogs: (retention) =>
    retention ??
    'The logs stay with the publisher and are not published. How long they are kept is not said here: ask whoever answers.',
  noTracker:
    'No tracker is placed: no cookie, no script, no image. Nothing is asked of anyone’s device; only what the server writes anyway is counted.',
  notPromised: [
    'Eleven requests are not eleven people.',
    'A robot that does not declare itself is not told from a person.',
    'Somebody who sends requests to a quiet feature may make a figure appear, and conclude that another request came.',
    'The name of a feature is published as the service wrote it.',
    'No authority has approved or certified these figures or this method.',
  ],
}
