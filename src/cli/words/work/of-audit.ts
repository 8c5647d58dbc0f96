import type { AuditProblem } from '../../../domain/problem/audit-problems.ts'
import { listed, type WordsFor } from '../../language/language.ts'

export const OF_AUDIT: WordsFor<AuditProblem['code']> = {
  AUDIT_EMPTY: ({ first, last }) => ({
    what: {
      en: `no line has a date${first === undefined ? '' : ' that is asked for'}, so there is nothing to judge`,
      fr: `aucune ligne n’a de date${first === undefined ? '' : ' qui soit demandée'} : il n’y a rien à juger`,
    },
    where: { en: 'the logs', fr: 'les journaux' },
    fix:
      last !== undefined
        ? {
            en: `choose days within ${first} and ${last}, those of the logs: --since, --until, and since: of the configuration`,
            fr: `choisissez des jours entre ${first} et ${last}, ceux des journaux : --since, --until, et since: de la configuration`,
          }
        : {
            en: 'name a log with requests in it; comptage check LOG shows what is read of it',
            fr: 'nommez un journal qui contient des requêtes ; comptage check JOURNAL montre ce qui en est lu',
          },
  }),
  AUDIT_PERIOD_EMPTY: ({ periods, known }) => ({
    what: {
      en: `nothing is known of ${listed(periods)}, so there is nothing to compare`,
      fr: `rien n’est connu de ${listed(periods)} : il n’y a rien à comparer`,
    },
    where: { en: 'the option --compare', fr: 'l’option --compare' },
    fix: {
      en: `choose two periods within ${known}, the days that have lines`,
      fr: `choisissez deux périodes dans ${known}, les jours qui ont des lignes`,
    },
  }),
  AUDIT_NO_DAYS: ({ path }) => ({
    what: { en: 'there are no figures by day and feature', fr: 'il n’y a pas de chiffres par jour et fonctionnalité' },
    where: path,
    fix: {
      en: 'an audit needs the table by: [day, feature]; or let it read the logs: comptage audit LOG',
      fr: 'un audit demande un tableau by: [day, feature] ; ou faites-lui lire les journaux : comptage audit JOURNAL',
    },
  }),
}
