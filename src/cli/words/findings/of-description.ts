import type { FindingCode } from '../../../domain/finding.ts'
import { anew, type FindingWords } from './fixes.ts'

/** The description, and what it says of itself and of the tables. */
export const OF_DESCRIPTION = {
  DESCRIPTION_SHAPE: anew({
    en: 'the description has something that comptage does not write here, or lacks it; the figures were not checked',
    fr: 'la description contient quelque chose que comptage n’écrit pas là, ou il lui manque quelque chose ; les chiffres n’ont pas été vérifiés',
  }),
  DESCRIPTION_DIFFERS: anew({
    en: 'the description says something that does not follow from the rest',
    fr: 'la description dit quelque chose qui ne découle pas du reste',
  }),
  NAME_DIFFERS: anew({
    en: 'the dataset, its folder and its address do not bear one name',
    fr: 'le jeu de données, son dossier et son adresse ne portent pas un seul nom',
  }),
  TIER_DIFFERS: anew({
    en: 'tables of the other level of detail stand in this folder',
    fr: 'des tableaux de l’autre niveau de détail se trouvent dans ce dossier',
  }),
  COLUMN_UNKNOWN: anew({
    en: 'a table has a column, or an order of columns, that is none of ours',
    fr: 'un tableau a une colonne, ou un ordre de colonnes, qui ne vient pas de nous',
  }),
  SCHEMA_DIFFERS: anew({
    en: 'the schema is not the one of this table',
    fr: 'le schéma n’est pas celui de ce tableau',
  }),
  BYTES_DIFFER: anew({
    en: 'a file has another size than the description says',
    fr: 'un fichier n’a pas la taille que dit la description',
  }),
  HASH_DIFFERS: anew({
    en: 'a file has another checksum than the description says',
    fr: 'un fichier n’a pas l’empreinte que dit la description',
  }),
  ROWS_DIFFER: anew({
    en: 'a file has another number of rows than the description says',
    fr: 'un fichier n’a pas le nombre de lignes que dit la description',
  }),
  PARTS_DIFFER: anew({
    en: 'the table is not cut into years as it should be',
    fr: 'le tableau n’est pas découpé en années comme il le devrait',
  }),
  LICENCE_UNKNOWN: {
    what: {
      en: 'this is none of the licences that comptage knows',
      fr: 'ce n’est aucune des licences que comptage connaît',
    },
    fix: {
      en: 'choose one of comptage licences, then publish anew',
      fr: 'choisissez une de celles que liste comptage licences, puis publiez de nouveau',
    },
  },
  LICENCE_DIFFERS: anew({
    en: 'the title or address is not that of the licence',
    fr: 'le titre ou l’adresse n’est pas celui de la licence',
  }),
  HISTORY_DIFFERS: anew({
    en: 'the list of versions contradicts the version of the dataset, or itself',
    fr: 'la liste des versions contredit la version du jeu de données, ou se contredit',
  }),
  VERSION_RECIPE: anew({
    en: 'the number of this version does not follow from the one before and what it changed',
    fr: 'le numéro de cette version ne découle pas du précédent et de ce qui a changé',
  }),
  CREATED_TOO_EARLY: {
    what: { en: 'the dataset was made before its last day', fr: 'le jeu de données a été fait avant son dernier jour' },
    fix: {
      en: 'check the clock of the machine, then publish anew',
      fr: 'vérifiez l’horloge de la machine, puis publiez de nouveau',
    },
  },
  REVISION_UNTOLD: anew({
    en: 'a period was published again, and the list of versions does not say it',
    fr: 'une période a été publiée de nouveau, et la liste des versions ne le dit pas',
  }),
  PARTIAL_UNKNOWN: anew({
    en: 'a period is said to be covered in part, and is none of this table',
    fr: 'une période est dite couverte en partie, et n’est aucune de celles de ce tableau',
  }),
  THRESHOLD_DIFFERS: anew({
    en: 'the threshold of a table is not that of the dataset',
    fr: 'le seuil d’un tableau n’est pas celui du jeu de données',
  }),
  PROTECTION_NUMBERS: anew({
    en: 'the numbers of the protection do not belong together',
    fr: 'les nombres de la protection ne vont pas ensemble',
  }),
  DISCLOSURE_DIFFERS: anew({
    en: 'what is said of the protection is not what it gives',
    fr: 'ce qui est dit de la protection n’est pas ce qu’elle donne',
  }),
  TABLE_RULE_BROKEN: {
    what: { en: 'no rule of protection allows this table', fr: 'aucune règle de protection ne permet ce tableau' },
    fix: {
      en: 'see the rules in docs/privacy.md; take the folder offline until the table is another',
      fr: 'voyez les règles dans docs/privacy.md (en anglais) ; retirez le dossier du site tant que le tableau est ainsi',
    },
  },
  CONFIG_WORD: {
    what: {
      en: 'a word of the folder does not stand in the configuration',
      fr: 'un mot du dossier ne figure pas dans la configuration',
    },
    fix: {
      en: 'name the configuration that made the folder, or publish anew with this one',
      fr: 'désignez la configuration qui a fait le dossier, ou publiez de nouveau avec celle-ci',
    },
  },
} satisfies Partial<Record<FindingCode, FindingWords>>
