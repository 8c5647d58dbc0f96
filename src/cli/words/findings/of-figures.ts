import type { FindingCode } from '../../../domain/finding.ts'
import { anew, hide, type FindingWords } from './fixes.ts'

/** Figures beside each other. */
export const OF_FIGURES = {
  ENTRIES_ABOVE_REQUESTS: anew({
    en: 'there are more entries than requests, of which they are a part',
    fr: 'il y a plus d’entrées que de requêtes, dont elles sont une partie',
  }),
  ENTRIES_TELL: hide({
    en: 'the requests that are no entries can be computed, and are fewer than the threshold',
    fr: 'les requêtes qui ne sont pas des entrées se calculent, et sont moins nombreuses que le seuil',
  }),
  QUANTILES_CROSS: anew({
    en: 'the 95th percentile of the durations is below their median',
    fr: 'le 95e centile des durées est inférieur à leur médiane',
  }),
  TOTAL_TELLS: hide({
    en: 'a hidden figure can be computed from a total and what is shown beneath it',
    fr: 'un chiffre masqué se calcule à partir d’un total et de ce qui est montré au-dessous',
  }),
  TOTAL_DIFFERS: anew({
    en: 'a total is not the sum of what is beneath it, or of its categories',
    fr: 'un total n’est pas la somme de ce qui est au-dessous, ou de ses catégories',
  }),
  PARTIAL_TOTAL_SHOWN: hide({
    en: 'a total is shown before all of its lines are in',
    fr: 'un total est montré avant que toutes ses lignes soient là',
  }),
  QUALITY_SUM_DIFFERS: anew({
    en: 'counted or failed lines are not the sum of the shown figures',
    fr: 'les lignes comptées ou en échec ne sont pas la somme des chiffres montrés',
  }),
  DETAIL_TELLS: hide({
    en: 'a detail is shown where the summary hides its period, or the errors or entries that it is a part of',
    fr: 'un détail est montré là où le résumé masque sa période, ou les erreurs ou les entrées dont il fait partie',
  }),
  CATEGORY_DOMINATES: hide({
    en: 'one category has nearly all of a small total, or of few errors or entries: the others can be told',
    fr: 'une catégorie a presque tout d’un petit total, ou de peu d’erreurs ou d’entrées : on devine les autres',
  }),
  TIERS_DIFFER: {
    what: {
      en: 'the two folders of the service contradict each other',
      fr: 'les deux dossiers du service se contredisent',
    },
    fix: { en: 'publish both from the same run', fr: 'publiez les deux à partir du même passage' },
  },
  TIERS_SUM_DIFFERS: {
    what: {
      en: 'the categories do not add up to the figure of the summary',
      fr: 'la somme des catégories n’est pas le chiffre du résumé',
    },
    fix: { en: 'publish both folders from the same run', fr: 'publiez les deux dossiers à partir du même passage' },
  },
} satisfies Partial<Record<FindingCode, FindingWords>>
