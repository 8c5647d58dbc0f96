import type { FindingCode } from '../../../domain/finding.ts'
import { anew, fetchAgain, remove, type FindingWords } from './fixes.ts'

/** The folder, its checksums and its texts. */
export const OF_FILES = {
  FILE_UNKNOWN: remove({ en: 'comptage gives no file this name', fr: 'comptage ne donne ce nom à aucun fichier' }),
  FILE_UNEXPECTED: remove({
    en: 'this file does not belong to this dataset',
    fr: 'ce fichier n’appartient pas à ce jeu de données',
  }),
  FILE_MISSING: fetchAgain({ en: 'a file of the dataset is missing', fr: 'un fichier du jeu de données manque' }),
  FILE_NOT_REGULAR: fetchAgain({
    en: 'this is a link, a folder or a device where something else should be; it was not followed',
    fr: 'il y a un lien, un dossier ou un périphérique là où il faut autre chose ; il n’a pas été suivi',
  }),
  FILE_UNREADABLE: {
    what: { en: 'a file or a folder cannot be read', fr: 'un fichier ou un dossier ne peut pas être lu' },
    fix: { en: 'look at its permissions, then try again', fr: 'vérifiez ses droits d’accès, puis recommencez' },
  },
  FILE_TOO_LARGE: fetchAgain({
    en: 'a file is far larger than any of ours',
    fr: 'un fichier est bien plus grand que tous les nôtres',
  }),
  FILES_DIFFER: anew({
    en: 'the list of files is not that of this dataset',
    fr: 'la liste des fichiers n’est pas celle de ce jeu de données',
  }),
  SUMS_LINE: fetchAgain({
    en: 'a line of the checksums is not of their form',
    fr: 'une ligne des empreintes n’a pas leur forme',
  }),
  SUMS_ORDER: anew({
    en: 'the checksums are not sorted by path, each once',
    fr: 'les empreintes ne sont pas triées par chemin, chacune une fois',
  }),
  SUMS_UNLISTED: anew({ en: 'the checksums leave a file out', fr: 'les empreintes oublient un fichier' }),
  SUMS_ABSENT: fetchAgain({
    en: 'the checksums name a file that is not there',
    fr: 'les empreintes nomment un fichier absent',
  }),
  CHECKSUM_DIFFERS: fetchAgain({
    en: 'a file is not the one that was published',
    fr: 'un fichier n’est pas celui qui a été publié',
  }),
  NOT_UTF8: fetchAgain({ en: 'this is not UTF-8', fr: 'ceci n’est pas de l’UTF-8' }),
  CONTROL_CHARACTER: {
    what: {
      en: 'a character that no text of ours has: it would command the terminal, or turn the text around',
      fr: 'un caractère qu’aucun de nos textes ne contient : il commanderait le terminal, ou retournerait le texte',
    },
    fix: {
      en: 'take it out of the configuration, then publish anew',
      fr: 'ôtez-le de la configuration, puis publiez de nouveau',
    },
  },
  JSON_SYNTAX: fetchAgain({ en: 'this is not JSON', fr: 'ceci n’est pas du JSON' }),
  JSON_TOO_DEEP: fetchAgain({
    en: 'this JSON is nested deeper than any of ours',
    fr: 'ce JSON est imbriqué plus profond que tous les nôtres',
  }),
} satisfies Partial<Record<FindingCode, FindingWords>>
