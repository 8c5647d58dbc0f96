import type { FindingCode } from '../../../domain/finding.ts'
import { anew, hide, fetchAgain, mendedBy, type FindingWords } from './fixes.ts'

const remade = mendedBy({
  en: 'comptage count --write, or comptage run, makes it anew',
  fr: 'comptage count --write, ou comptage run, le refait',
})

/** Files that follow from the description and the figures. */
export const OF_DERIVED = {
  LICENCE_TEXT_DIFFERS: anew({
    en: 'this is not the official text of the licence',
    fr: 'ce n’est pas le texte officiel de la licence',
  }),
  SIDECAR_DIFFERS: anew({
    en: 'the licence beside a file is not that of the dataset',
    fr: 'la licence à côté d’un fichier n’est pas celle du jeu de données',
  }),
  REUSE_DIFFERS: anew({
    en: 'REUSE.toml does not say what the description says',
    fr: 'REUSE.toml ne dit pas ce que dit la description',
  }),
  NOTICE_DIFFERS: anew({
    en: 'this is not the notice that the licence asks for',
    fr: 'ce n’est pas la mention que demande la licence',
  }),
  CSVW_DIFFERS: anew({
    en: 'the CSV on the Web metadata does not describe this table',
    fr: 'les métadonnées CSVW ne décrivent pas ce tableau',
  }),
  DCAT_DIFFERS: anew({
    en: 'the DCAT description does not say what the dataset is',
    fr: 'la description DCAT ne dit pas ce qu’est le jeu de données',
  }),
  CATALOGUE_DIFFERS: remade({
    en: 'the catalogue does not follow from the datasets beside it',
    fr: 'le catalogue ne découle pas des jeux de données qui sont à côté',
  }),
  SERVICES_DIFFER: remade({
    en: 'the page or feed of all services does not follow from the datasets beside it',
    fr: 'la page ou le flux de tous les services ne découle pas des jeux de données qui sont à côté',
  }),
  READ_ME_DIFFERS: anew({
    en: 'the read-me does not say what the description says',
    fr: 'le mode d’emploi ne dit pas ce que dit la description',
  }),
  PRIVACY_DIFFERS: anew({
    en: 'the page about privacy does not say what the description says',
    fr: 'la page sur la confidentialité ne dit pas ce que dit la description',
  }),
  CHANGELOG_DIFFERS: anew({
    en: 'the changelog does not say what the list of versions says',
    fr: 'le journal des modifications ne dit pas ce que dit la liste des versions',
  }),
  PAGE_DIFFERS: anew({
    en: 'the page does not show what the dataset holds',
    fr: 'la page ne montre pas ce que contient le jeu de données',
  }),
  PARQUET_DIFFERS: anew({
    en: 'the Parquet file does not hold what the CSV beside it holds',
    fr: 'le fichier Parquet ne contient pas ce que contient le CSV à côté',
  }),
  PROGRAM_FILE_DIFFERS: anew({
    en: 'a file for programs or other pages does not show what the dataset holds',
    fr: 'un fichier pour les programmes ou d’autres pages ne montre pas ce que contient le jeu de données',
  }),
  SCHEMA_ORG_DIFFERS: anew({
    en: 'what the page tells search engines is not what the dataset is',
    fr: 'ce que la page dit aux moteurs de recherche n’est pas ce qu’est le jeu de données',
  }),
  PAGE_ACTIVE: hide({
    en: 'the page runs or loads something, or may',
    fr: 'la page exécute ou charge quelque chose, ou le peut',
  }),
  LINK_BROKEN: fetchAgain({
    en: 'a link leads to a file that is not in the folder',
    fr: 'un lien mène à un fichier qui n’est pas dans le dossier',
  }),
  LINK_OUTSIDE: anew({ en: 'a link leads out of the folder', fr: 'un lien mène hors du dossier' }),
} satisfies Partial<Record<FindingCode, FindingWords>>
