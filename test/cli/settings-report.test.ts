import { afterEach, expect, it } from 'vitest'
import { speak } from '../../src/cli/language/language.ts'
import { settingsReport } from '../../src/cli/report/check/settings-report.ts'

afterEach(() => speak('en'))

const RENAMED = { kind: 'feature-renamed', feature: 'help', before: 'aide', date: '2026-03-01' } as const
const RETURNED = { kind: 'feature-returned', feature: 'aide', from: '2026-02-01', date: '2026-03-02' } as const
const KEPT = { kind: 'protection-kept', planned: '2026-04-01' } as const
const LOST = { from: '2026-03-01', to: '2026-03-04', log: '/var/log/b.log' } as const
const LOST_BETWEEN = { from: '2026-03-01', to: '2026-03-04', source: 'web1' } as const
const ONE_LOST = { ...LOST, to: LOST.from } as const
const NOT_BEGUN = { kind: 'not-begun', feature: 'aide', planned: '2026-04-01' } as const
const TEXTS = { kind: 'text-corrected' } as const

it.each([
  { language: 'en', change: RENAMED, says: 'this one begins on 1 March 2026;' },
  { language: 'fr', change: RENAMED, says: 'l’autre commence le 1er mars 2026\u202F;' },
  { language: 'en', change: RETURNED, says: 'from 2 March 2026 on, and the days from 1 February 2026 to then' },
  { language: 'fr', change: RETURNED, says: 'à partir du 2 mars 2026, et les jours du 1er février 2026 à cette date' },
  { language: 'en', change: KEPT, says: 'the break announced for 1 April 2026 does' },
  { language: 'fr', change: KEPT, says: 'annoncée pour le 1er avril 2026 n’a' },
  { language: 'en', change: NOT_BEGUN, says: 'announced for 1 April 2026 does' },
  { language: 'fr', change: NOT_BEGUN, says: 'annoncé pour le 1er avril 2026 n’a' },
  { language: 'en', change: TEXTS, says: 'days on which a feature is counted changed: no published figure does' },
  { language: 'fr', change: TEXTS, says: 'est comptée ont changé, aucun chiffre publié' },
] as const)('a change is told, its days in words: $says', ({ language, change, says }) => {
  speak(language)
  expect(settingsReport([{ change }])).toContain(says)
})

it.each([
  {
    language: 'en',
    lost: LOST,
    says: '; since /var/log/b.log lags behind, no row is made of 1 March 2026 to 4 March 2026:',
  },
  {
    language: 'fr',
    lost: LOST,
    says: 'aucune ligne n’est faite pour les jours du 1er mars 2026 au 4 mars 2026\u00A0:',
  },
  { language: 'en', lost: ONE_LOST, says: 'no row is made of 1 March 2026:' },
  {
    language: 'fr',
    lost: ONE_LOST,
    says: '\u202F; comme /var/log/b.log est en retard, aucune ligne n’est faite pour le 1er mars 2026\u00A0:',
  },
  {
    language: 'en',
    lost: LOST_BETWEEN,
    says: '; since web1 made this change on another day, no row is made of 1 March 2026 to 4 March 2026:',
  },
  {
    language: 'fr',
    lost: LOST_BETWEEN,
    says: '\u202F; comme web1 a changé un autre jour, aucune ligne n’est faite pour les jours du 1er mars 2026 au 4 mars 2026\u00A0:',
  },
  { language: 'en', lost: undefined, says: 'what was counted stays\n' },
] as const)('days that are lost are told with the log or machine behind them: $says', ({ language, lost, says }) => {
  speak(language)
  expect(settingsReport([{ change: RENAMED, ...(lost && { lost }) }])).toContain(says)
})
