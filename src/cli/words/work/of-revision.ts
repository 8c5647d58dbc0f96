import { listed, type Both, type WordsFor } from '../../language/language.ts'

/** Why late lines stay where they are. */
export const OF_REVISION: WordsFor<
  'REVISE_ADOPTED' | 'REVISE_EXACT' | 'REVISION_OVER' | 'NOTHING_LATE' | 'LATE_KEPT_BACK'
> = {
  REVISE_ADOPTED: ({ period, days, others }) => ({
    what:
      days.length === 1
        ? {
            en: `${listed(days)} was taken over from a folder, and not all of its lines were found again: it stays as it is`,
            fr: `${listed(days)} a été repris d’un dossier, et toutes ses lignes n’ont pas été retrouvées : ce jour reste tel quel`,
          }
        : {
            en: `${listed(days)} were taken over from a folder, and not all of their lines were found again: they stay as they are`,
            fr: `${listed(days)} ont été repris d’un dossier, et toutes leurs lignes n’ont pas été retrouvées : ces jours restent tels quels`,
          },
    where: `--revise ${period}`,
    fix: others
      ? ofOthers(period)
      : { en: 'nothing; late lines of it stay apart', fr: 'rien ; ses lignes tardives restent à part' },
  }),
  REVISE_EXACT: ({ period, days, others }) => ({
    what: {
      en: `a table that is exact no longer shows ${listed(days)}: late lines would be published exactly, too`,
      fr: `un tableau qui n’est plus exact montre ${listed(days)} : des lignes tardives seraient publiées exactement, elles aussi`,
    },
    where: `--revise ${period}`,
    fix: others
      ? ofOthers(period)
      : {
          en: 'nothing; or write protection: exact and accept_risk: true for the table again, where the risk is accepted',
          fr: 'rien ; ou écrivez de nouveau protection: exact et accept_risk: true pour le tableau, si le risque est accepté',
        },
  }),
  REVISION_OVER: ({ period, through }) => ({
    what: {
      en: `${period} can be revised no more: true counts up to ${through} are deleted`,
      fr: `${period} ne peut plus être révisé : les comptes exacts jusqu’au ${through} sont effacés`,
    },
    where: { en: 'the option --revise', fr: 'l’option --revise' },
    fix: {
      en: 'nothing; protection.revision_window says for how long later periods can be',
      fr: 'rien ; protection.revision_window dit pendant combien de temps les périodes suivantes peuvent l’être',
    },
  }),
  NOTHING_LATE: ({ period }) => ({
    what: {
      en: `no line came late for ${period}: there is nothing to revise`,
      fr: `aucune ligne n’est arrivée trop tard pour ${period} : il n’y a rien à réviser`,
    },
    where: { en: 'the option --revise', fr: 'l’option --revise' },
    fix: {
      en: 'comptage status shows which periods have late lines',
      fr: 'comptage status montre les périodes qui ont des lignes tardives',
    },
  }),
  LATE_KEPT_BACK: ({ period, features, periods }) => ({
    what: {
      en: `${period}: late lines of ${listed([...features, ...periods])} stay apart, since what they change would tell a hidden figure, or an exact one of a table that is exact no longer`,
      fr: `${period} : les lignes tardives de ${listed([...features, ...periods])} restent à part, car ce qu’elles changent livrerait un chiffre masqué, ou exact dans un tableau qui ne l’est plus`,
    },
    fix: {
      en: 'nothing; they are counted in no period',
      fr: 'rien ; elles ne sont comptées dans aucune période',
    },
  }),
}

function ofOthers(period: string): Both {
  return {
    en: `comptage status shows which other days of ${period} can be revised, each by itself`,
    fr: `comptage status montre quels autres jours de ${period} peuvent être révisés, chacun à part`,
  }
}
