import type { Both } from '../domain/service.ts'
import { say } from './language/language.ts'
import { dayOption, jobsOption, shareOption, targetOption } from './options.ts'

export type SharedOption = Both & { readonly flags: string; readonly parse?: (text: string) => number | string }

/** What several commands have alike: how it is typed, and what it says. */
export const SHARED = {
  config: {
    flags: '-c, --config <FILE>',
    en: 'configuration (default: ./comptage.yaml, then /etc/comptage/comptage.yaml)',
    fr: 'configuration (défaut : ./comptage.yaml, puis /etc/comptage/comptage.yaml)',
  },
  state: {
    flags: '--state <DIR>',
    en: 'folder of what is kept between runs (default: state: of the configuration, else the system’s)',
    fr: 'dossier de l’état gardé entre les exécutions (défaut : state: de la configuration, sinon celui du système)',
  },
  format: {
    flags: '--format <F>',
    en: 'log format: a name, a string of nginx or Apache, or the path of nginx.conf',
    fr: 'format des journaux : un nom, une chaîne de nginx ou d’Apache, ou le chemin de nginx.conf',
  },
  malformedLimit: {
    flags: '--malformed-limit <P>',
    en: 'stop where more lines than this do not fit, as 5%',
    fr: 'arrêter là où plus de lignes que cela ne suivent pas le format, comme 5%',
    parse: shareOption,
  },
  jobs: {
    flags: '--jobs <N>',
    en: 'threads that count (default: 2 from two cores on; for an archive or a pipe, from three on)',
    fr: 'fils d’exécution qui comptent (défaut : 2 dès deux cœurs ; pour une archive ou un tube, dès trois)',
    parse: jobsOption,
  },
  cutAnew: {
    flags: '--cut-anew',
    en: 'write over an edition of other figures, though both tell what each hides',
    fr: 'remplacer une édition aux chiffres différents, quoique les deux trahissent ce que chacune masque',
  },
  json: { flags: '--json', en: 'the same as JSON', fr: 'la même chose en JSON' },
  quiet: { flags: '-q, --quiet', en: 'say nothing but errors', fr: 'ne dire que les erreurs' },
  since: { flags: '--since <DAY>', en: 'first day to count', fr: 'premier jour à compter', parse: dayOption },
  until: { flags: '--until <DAY>', en: 'last day to count', fr: 'dernier jour à compter', parse: dayOption },
  output: {
    flags: '-o, --output <DIR>',
    en: 'write the dataset folders here',
    fr: 'écrire ici les dossiers de données',
    parse: targetOption,
  },
} as const satisfies Readonly<Record<string, SharedOption>>

/** Some of them, as a command is given them. */
export type Shared<N extends keyof typeof SHARED> = {
  readonly [K in N]?: (typeof SHARED)[K] extends { readonly parse: (text: string) => infer V }
    ? V
    : (typeof SHARED)[K]['flags'] extends `${string}<${string}`
      ? string
      : true
}

export const LOGS: Both = {
  en: 'logs, plain or compressed; - is stdin (default: logs: of the configuration, else stdin)',
  fr: 'journaux, en clair ou compressés ; - est l’entrée standard (défaut : logs: de la configuration, sinon l’entrée standard)',
}

// Placeholders of options and arguments; those that are not here are the same in both languages.
const PLACEHOLDERS: Readonly<Record<string, Both>> = {
  FILE: { en: 'FILE', fr: 'FICHIER' },
  DIR: { en: 'DIR', fr: 'DOSSIER' },
  FOLDER: { en: 'FOLDER', fr: 'DOSSIER' },
  LOG: { en: 'LOG', fr: 'JOURNAL' },
  NAME: { en: 'NAME', fr: 'NOM' },
  SHAPE: { en: 'SHAPE', fr: 'FORME' },
  DAY: { en: 'DAY', fr: 'JOUR' },
  LEVEL: { en: 'LEVEL', fr: 'NIVEAU' },
  PERIOD: { en: 'PERIOD', fr: 'PÉRIODE' },
  SECONDS: { en: 'SECONDS', fr: 'SECONDES' },
  TIME: { en: 'TIME', fr: 'DURÉE' },
  PORTAL: { en: 'PORTAL', fr: 'PORTAIL' },
  REQUEST: { en: 'REQUEST', fr: 'REQUÊTE' },
  command: { en: 'command', fr: 'commande' },
  LANGUAGE: { en: 'LANGUAGE', fr: 'LANGUE' },
}

/** `-c, --config <FILE>` in the language that is spoken: `-c, --config <FICHIER>`. */
export function placed(flags: string): string {
  return flags.replace(/[A-Z]{2,}|(?<=\[)command(?=\])/g, (word) => {
    const both = PLACEHOLDERS[word]
    return both === undefined ? word : say(both)
  })
}
