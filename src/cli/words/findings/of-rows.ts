import type { FindingCode } from '../../../domain/finding.ts'
import { anew, fetchAgain, hide, type FindingWords } from './fixes.ts'

/** Tables, row by row. */
export const OF_ROWS = {
  CSV_HEADER: anew({ en: 'the header is not that of this table', fr: 'l’en-tête n’est pas celui de ce tableau' }),
  CSV_ENDING: fetchAgain({
    en: 'the last line does not end: the file may be cut',
    fr: 'la dernière ligne ne se termine pas : le fichier est peut-être coupé',
  }),
  CSV_QUOTES: anew({
    en: 'fields are not quoted as comptage quotes them',
    fr: 'les champs ne sont pas mis entre guillemets comme le fait comptage',
  }),
  CSV_FIELDS: fetchAgain({ en: 'a row has too many or too few fields', fr: 'une ligne a trop de champs, ou trop peu' }),
  LINE_TOO_LONG: fetchAgain({
    en: 'a line is far longer than any of ours',
    fr: 'une ligne est bien plus longue que toutes les nôtres',
  }),
  TABLE_TOO_LARGE: {
    what: {
      en: 'the table has, or may have, too many rows to be checked whole',
      fr: 'le tableau a, ou peut avoir, trop de lignes pour être vérifié en entier',
    },
    fix: { en: 'use a longer period or fewer dimensions', fr: 'prenez une période plus longue ou moins de dimensions' },
  },
  VALUE_MISSING: anew({ en: 'a field is empty that must not be', fr: 'un champ est vide et ne doit pas l’être' }),
  NUMBER_FORM: anew({ en: 'a figure is not a plain whole number', fr: 'un chiffre n’est pas un simple nombre entier' }),
  NUMBER_RANGE: anew({ en: 'a number is outside its range', fr: 'un nombre est hors de ses bornes' }),
  COUNT_BELOW_THRESHOLD: hide({
    en: 'a figure below the threshold is published',
    fr: 'un chiffre inférieur au seuil est publié',
  }),
  DATE_INVALID: anew({ en: 'there is no such date', fr: 'cette date n’existe pas' }),
  FORMULA: {
    what: {
      en: 'a spreadsheet takes this text for a formula',
      fr: 'un tableur prend ce texte pour une formule',
    },
    fix: {
      en: 'write a text in the configuration that begins with a letter or a digit, then publish anew',
      fr: 'donnez dans la configuration un texte qui commence par une lettre ou un chiffre, puis publiez de nouveau',
    },
  },
  WORD_UNKNOWN: hide({
    en: 'a word of no code book is published',
    fr: 'un mot qui n’est d’aucune liste de codes est publié',
  }),
  FEATURE_UNKNOWN: anew({
    en: 'features.csv does not have this feature',
    fr: 'features.csv ne contient pas cette fonctionnalité',
  }),
  KEY_TWICE: anew({ en: 'two rows have the same key', fr: 'deux lignes ont la même clé' }),
  ROW_ORDER: anew({
    en: 'rows are not in the order of their keys',
    fr: 'les lignes ne sont pas dans l’ordre de leurs clés',
  }),
  ROW_MISSING: anew({
    en: 'a feature, a category or a fate has no row where it should have one: what is missing can be told from what is hidden',
    fr: 'une fonctionnalité, une catégorie ou un devenir n’a pas la ligne qu’il devrait avoir : ce qui manque se distingue alors de ce qui est masqué',
  }),
  ROW_OUTSIDE_SERVICE: anew({
    en: 'a row of a feature outside of its first and last day, or of days on which it, or the table, was not counted',
    fr: 'une ligne d’une fonctionnalité hors de son premier et de son dernier jour, ou de jours où elle, ou le tableau, n’était pas compté',
  }),
  DATE_OUTSIDE_GRID: anew({
    en: 'a row of a day or period that is in a gap, or outside of the span',
    fr: 'une ligne d’un jour ou d’une période qui tombe dans une lacune, ou hors de l’étendue',
  }),
  PERIOD_OPEN: hide({ en: 'a period is published that is not closed', fr: 'une période est publiée sans être close' }),
  PERIOD_MISSING: anew({
    en: 'a period that is in no gap has no row in the table',
    fr: 'une période qui n’est dans aucune lacune n’a aucune ligne dans le tableau',
  }),
  RECORD_DIFFERS: anew({
    en: 'a row is not what the description says',
    fr: 'une ligne n’est pas ce que dit la description',
  }),
  GAP_TELLS: anew({
    en: 'a gap tells of days without a line, beside tables that hide how few lines a day has',
    fr: 'une lacune dit quels jours sont sans ligne, à côté de tableaux qui cachent combien peu un jour en a',
  }),
  GAP_INVALID: anew({
    en: 'gaps overlap, touch, or are not inside the span',
    fr: 'des lacunes se chevauchent, se touchent, ou sortent de l’étendue',
  }),
} satisfies Partial<Record<FindingCode, FindingWords>>
