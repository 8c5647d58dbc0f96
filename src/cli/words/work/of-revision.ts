import type { Stays } from '../../../domain/placement.ts'
import { dayInWords } from '../../language/dates.ts'
import type { Both } from '../../../domain/service.ts'
import { listed, type WordsFor } from '../../language/language.ts'

/** Why late lines stay where they are. */
export const OF_REVISION: WordsFor<'REVISION_OVER' | 'NOTHING_LATE' | 'LATE_KEPT_BACK'> = {
  REVISION_OVER: ({ period, through }) => ({
    what: {
      en: `${period} can be revised no more: true counts up to ${dayInWords(through)} are deleted`,
      fr: `${period} ne peut plus être révisé : les comptes exacts jusqu’au ${dayInWords(through)} sont effacés`,
    },
    where: { en: 'the option --revise', fr: 'l’option --revise' },
    fix: {
      en: 'nothing; protection.revision_window says for how long later periods can be',
      fr: 'rien ; protection.revision_window dit pendant combien de temps les périodes suivantes peuvent l’être',
    },
  }),
  NOTHING_LATE: ({ period }) => ({
    what: {
      en: `no late line is known of ${period}: there is nothing to revise`,
      fr: `aucune ligne tardive n’est connue pour ${period} : il n’y a rien à réviser`,
    },
    where: { en: 'the option --revise', fr: 'l’option --revise' },
    fix: {
      en: 'comptage status shows which periods have late lines',
      fr: 'comptage status montre les périodes qui ont des lignes tardives',
    },
  }),
  LATE_KEPT_BACK: ({ period, why, features, days }) => {
    const [of, dated] = [features.length === 0 ? '' : ` (${listed(features)})`, listed(days.map(dayInWords))]
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
  'counted-without': {
    en: 'apart, since a table or a column with figures of these days was out of the configuration when they were read',
    fr: 'à part, car un tableau ou une colonne qui a des chiffres de ces jours manquait à la configuration lors de la lecture',
  },
  drawn: {
    en: 'apart, since the noise of their figures is not drawn again',
    fr: 'à part, car le bruit de leurs chiffres n’est plus retiré',
  },
  'beside-gone': {
    en: 'apart, since a table that is gone has figures of these days, and nobody decides on both together',
    fr: 'à part, car un tableau retiré a des chiffres de ces jours, et plus rien ne décide des deux ensemble',
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
