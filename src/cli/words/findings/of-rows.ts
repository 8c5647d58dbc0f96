import type { FindingCode } from '../../../domain/finding.ts'
import { ANEW, HIDE, NOT_AS_PUBLISHED, type FindingWords } from './fixes.ts'

/** Tables, row by row. */
export const OF_ROWS = {
  CSV_HEADER: {
    what: { en: 'the header is not that of this table', fr: 'l’en-tête n’est pas celui de cette table' },
    fix: ANEW,
  },
  CSV_ENDING: {
    what: {
      en: 'the last line does not end: the file may be cut',
      fr: 'la dernière ligne ne se termine pas : le fichier est peut-être coupé',
    },
    fix: NOT_AS_PUBLISHED,
  },
  CSV_QUOTES: {
    what: {
      en: 'fields are not quoted as comptage quotes them',
      fr: 'les champs ne sont pas mis entre guillemets comme le fait comptage',
    },
    fix: ANEW,
  },
  CSV_FIELDS: {
    what: { en: 'a row has too many or too few fields', fr: 'une ligne a trop de champs, ou trop peu' },
    fix: NOT_AS_PUBLISHED,
  },
  LINE_TOO_LONG: {
    what: { en: 'a line is far longer than any of ours', fr: 'une ligne est bien plus longue que toutes les nôtres' },
    fix: NOT_AS_PUBLISHED,
  },
  TABLE_TOO_LARGE: {
    what: {
      en: 'the table has, or may have, too many rows to be checked whole',
      fr: 'la table a, ou peut avoir, trop de lignes pour être vérifiée en entier',
    },
    fix: { en: 'use a longer period or fewer dimensions', fr: 'prenez une période plus longue ou moins de dimensions' },
  },
  VALUE_MISSING: {
    what: { en: 'a field is empty that must not be', fr: 'un champ est vide et ne doit pas l’être' },
    fix: ANEW,
  },
  NUMBER_FORM: {
    what: { en: 'a figure is not a plain whole number', fr: 'un chiffre n’est pas un simple nombre entier' },
    fix: ANEW,
  },
  NUMBER_RANGE: { what: { en: 'a number is outside its range', fr: 'un nombre est hors de ses bornes' }, fix: ANEW },
  COUNT_BELOW_THRESHOLD: {
    what: { en: 'a figure below the threshold is published', fr: 'un chiffre inférieur au seuil est publié' },
    fix: HIDE,
  },
  DATE_INVALID: { what: { en: 'there is no such date', fr: 'cette date n’existe pas' }, fix: ANEW },
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
  WORD_UNKNOWN: {
    what: { en: 'a word of no code book is published', fr: 'un mot qui n’est d’aucune liste de codes est publié' },
    fix: HIDE,
  },
  FEATURE_UNKNOWN: {
    what: { en: 'features.csv does not have this feature', fr: 'features.csv ne contient pas cette fonctionnalité' },
    fix: ANEW,
  },
  KEY_TWICE: { what: { en: 'two rows have the same key', fr: 'deux lignes ont la même clé' }, fix: ANEW },
  ROW_ORDER: {
    what: { en: 'rows are not in the order of their keys', fr: 'les lignes ne sont pas dans l’ordre de leurs clés' },
    fix: ANEW,
  },
  ROW_MISSING: {
    what: {
      en: 'a feature, a category or a fate has no row where it should have one: what is missing can be told from what is hidden',
      fr: 'une fonctionnalité, une catégorie ou un devenir n’a pas la ligne qu’il devrait avoir : ce qui manque se distingue alors de ce qui est masqué',
    },
    fix: ANEW,
  },
  ROW_OUTSIDE_SERVICE: {
    what: {
      en: 'a row of a feature outside of its first and last day, or of days on which it, or the table, was not counted',
      fr: 'une ligne d’une fonctionnalité hors de son premier et de son dernier jour, ou de jours où elle, ou la table, n’était pas comptée',
    },
    fix: ANEW,
  },
  DATE_OUTSIDE_GRID: {
    what: {
      en: 'a row of a day or period that is in a gap, or outside of the span',
      fr: 'une ligne d’un jour ou d’une période qui tombe dans une lacune, ou hors de l’étendue',
    },
    fix: ANEW,
  },
  PERIOD_OPEN: {
    what: { en: 'a period is published that is not closed', fr: 'une période est publiée sans être close' },
    fix: HIDE,
  },
  PERIOD_MISSING: {
    what: {
      en: 'a period that is in no gap has no row in the table',
      fr: 'une période qui n’est dans aucune lacune n’a aucune ligne dans la table',
    },
    fix: ANEW,
  },
  RECORD_DIFFERS: {
    what: { en: 'a row is not what the description says', fr: 'une ligne n’est pas ce que dit la description' },
    fix: ANEW,
  },
  GAP_TELLS: {
    what: {
      en: 'a gap tells of days without a line, beside tables that hide how few lines a day has',
      fr: 'une lacune dit quels jours sont sans ligne, à côté de tables qui cachent combien peu un jour en a',
    },
    fix: ANEW,
  },
  GAP_INVALID: {
    what: {
      en: 'gaps overlap, touch, or are not inside the span',
      fr: 'des lacunes se chevauchent, se touchent, ou sortent de l’étendue',
    },
    fix: ANEW,
  },
} satisfies Partial<Record<FindingCode, FindingWords>>
