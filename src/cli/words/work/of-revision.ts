import type { Stays } from '../../../domain/placement.ts'
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
  LATE_KEPT_BACK: ({ period, why, features, days }) => {
    const [of, dated] = [features.length === 0 ? '' : ` (${listed(features)})`, listed(days)]
    return {
      what: {
        en: `${period}: late lines of ${dated}${of} stay ${STAYING[why].en}`,
        fr: `${period} : les lignes tardives du ${dated}${of} restent ${STAYING[why].fr}`,
      },
      fix: {
        en: 'nothing; they are counted in no period',
        fr: 'rien ; elles ne sont comptées dans aucune période',
      },
    }
  },
}

/** How late lines stay that a revision does not count, and why: of one line, and of more. */
export const STAYING: Readonly<Record<Stays, Both>> = {
  'counted-next': { en: 'late until the next run', fr: 'en attente de la prochaine exécution' },
  'kept-back': {
    en: 'apart, since a hidden figure would be known',
    fr: 'à part, car un chiffre masqué serait connu',
  },
  uncounted: {
    en: 'apart, since no feature is concerned, and no figure would change',
    fr: 'à part, car aucune fonctionnalité n’est concernée, et aucun chiffre ne changerait',
  },
  adopted: {
    en: 'apart, since what was taken over from a folder is not revised',
    fr: 'à part, car ce qui a été repris d’un dossier ne se révise pas',
  },
  exact: {
    en: 'apart, since a table that is exact no longer would show an exact figure',
    fr: 'à part, car un tableau qui n’est plus exact montrerait un chiffre exact',
  },
  partial: {
    en: 'apart, since what has its first lines missing is not published',
    fr: 'à part, car ce dont les premières lignes manquent n’est pas publié',
  },
  forgotten: {
    en: 'apart, since the true counts of then are deleted',
    fr: 'à part, car les comptes exacts d’alors sont effacés',
  },
}

function ofOthers(period: string): Both {
  return {
    en: `comptage status shows which other days of ${period} can be revised, each by itself`,
    fr: `comptage status montre quels autres jours de ${period} peuvent être révisés, chacun à part`,
  }
}
