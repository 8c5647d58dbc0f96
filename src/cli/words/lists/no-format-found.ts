import type { LogProblem, ReadLayout } from '../../../domain/problem/log-problems.ts'
import type { LogKeys, Both } from '../../../domain/service.ts'
import { grouped } from '../../language/language.ts'

type NotDetected = Extract<LogProblem, { readonly code: 'FORMAT_NOT_DETECTED' }>
type Told = Omit<NotDetected, 'code' | 'file'>

/** Why no format was found. */
export function noFormatFound(told: Told): Both {
  const { alike, why, nearest, fits, of, layout } = told
  if (layout !== undefined) return notEnough(nameOfLayout(layout))
  if (alike !== undefined) return mayBe(alike)
  if (why !== undefined) return WHY[why](nearest, told.fields?.join(', ') ?? '', told.keys ?? [])
  const none = noneOf(told)
  if (fits === 0) return none
  return {
    en: `${none.en}; nearest is ${nearest} (${grouped(fits)} of ${grouped(of)})`,
    fr: `${none.fr} ; le plus proche est ${nearest} (${grouped(fits)} sur ${grouped(of)})`,
  }
}

function mayBe(formats: readonly string[]): Both {
  const [only, ...others] = formats
  if (only !== undefined && others.length === 0)
    return {
      en: `the lines look like ${only}, which is read only where it is named`,
      fr: `les lignes ressemblent à ${only}, qui n’est lu que si on le nomme`,
    }
  return {
    en: `it may be ${formats.join(' or ')}: no line tells which`,
    fr: `ce peut être ${formats.join(' ou ')} : aucune ligne ne dit lequel`,
  }
}

function notEnough({ en, fr }: Both): Both {
  return {
    en: `no known format reads these lines, and what is nearest, ${en}, fewer than 99 of 100`,
    fr: `aucun format connu ne lit ces lignes, et ce qui en est le plus proche, ${fr}, en lit moins de 99 sur 100`,
  }
}

/** `a layout like combined (time 4, request 5, status 6), with 4 columns that are not looked at` */
export function nameOfLayout({ read, columns }: ReadLayout): Both {
  const base = read.some(({ field }) => field === 'agent') ? 'combined' : 'common'
  const places = read.map(({ field, column }) => `${field} ${column}`).join(', ')
  const others = columns - read.length
  return {
    en: `a layout like ${base} (${places}), with ${others} columns that are not looked at`,
    fr: `une disposition proche de ${base} (${places}), avec ${others} colonnes qui ne sont pas regardées`,
  }
}

/** Which line shows it. */
export function whereNone({ file, line, column, nearest, fits, alike, why, layout }: NotDetected): Both | string {
  if (layout !== undefined || isOfTheWhole(line, why)) return file
  if (why !== undefined && why !== 'disbelieved') return { en: `${file}, line ${line}`, fr: `${file}, ligne ${line}` }
  if (fits === 0 || (why ?? alike) !== undefined)
    return { en: `${file}, line ${line}, column ${column}`, fr: `${file}, ligne ${line}, colonne ${column}` }
  return {
    en: `${file}, line ${line}, column ${column} is where ${nearest} stops fitting`,
    fr: `${file}, ligne ${line}, colonne ${column} : là, ${nearest} ne convient plus`,
  }
}

function isOfTheWhole(line: number, why: Told['why']): boolean {
  return line === 0 || why === 'utf-16' || why === 'compressed' || why === 'nothing-near'
}

export function mendNone(told: Told): Both {
  const { together, why } = told
  const mended = nameIt(told)
  if (mended !== undefined) return mended
  if (together !== undefined)
    return {
      en: `name them in the configuration, each line is read by the first that fits: format: [ ${together.join(', ')} ]`,
      fr: `nommez-les dans la configuration, chaque ligne est lue par le premier qui convient : format: [ ${together.join(', ')} ]`,
    }
  return (why === undefined ? undefined : MEND[why]) ?? GIVE_IT
}

/** What to write, where that is known. */
function nameIt({ layout, alike, keysOf }: Told): Both | undefined {
  if (keysOf !== undefined)
    return {
      en: `if they are of ${keysOf.service}, add to the log in the configuration: format: json, ${fieldsOf(keysOf.keys)}`,
      fr: `si elles sont de ${keysOf.service}, ajoutez au journal dans la configuration : format: json, ${fieldsOf(keysOf.keys)}`,
    }
  const [only, ...others] = alike ?? []
  if (only !== undefined && others.length === 0)
    return {
      en: `if that is what it is, name ${only} by logs[].format of the configuration, or --format`,
      fr: `si c’est bien lui, nommez ${only} par logs[].format de la configuration, ou --format`,
    }
  if (layout !== undefined)
    return {
      en: `give the string of your server by format:, or this one, which reads most lines: ${layout.string}`,
      fr: `donnez par format: la chaîne de votre serveur, ou celle-ci, qui lit la plupart des lignes : ${layout.string}`,
    }
  return undefined
}

/** As a configuration writes them. */
function fieldsOf({ duration_unit: unit, ...keys }: LogKeys): string {
  const pairs = Object.entries(keys).map(([field, [key = '']]) => `${field}: ${key}`)
  return `fields: { ${[...pairs, ...(unit === undefined ? [] : [`duration_unit: ${unit}`])].join(', ')} }`
}

function noneOf({ together }: Told): Both {
  return together === undefined
    ? { en: 'no known format reads nine of ten lines', fr: 'aucun format connu ne lit neuf lignes sur dix' }
    : {
        en: `no format reads nine of ten lines alone, ${together.join(' and ')} do together`,
        fr: `aucun format ne lit seul neuf lignes sur dix, ${together.join(' et ')} ensemble oui`,
      }
}

type Why = NonNullable<Told['why']>

const WHY: Readonly<Record<Why, (nearest: string, fields: string, keys: readonly string[]) => Both>> = {
  'json-keys': (_, fields) => ({
    en: `these lines are JSON, but no known key gives the ${fields}`,
    fr: `ces lignes sont du JSON, mais aucune clé connue n’en donne : ${fields}`,
  }),
  'keys-unclear': (_, field, [key = '', other]) =>
    other === undefined
      ? {
          en: `the key "${key}" should tell the ${field}, but none of its values is one`,
          fr: `la clé « ${key} » devrait donner ${field}, mais aucune de ses valeurs n’en est un`,
        }
      : {
          en: `the keys "${key}" and "${other}" may both tell the ${field}, and do not say the same`,
          fr: `les clés « ${key} » et « ${other} » peuvent donner ${field} l’une et l’autre, et ne disent pas la même chose`,
        },
  'text-before-json': () => ({
    en: 'these lines are JSON behind a text, as a time or a name that a collector adds',
    fr: 'ces lignes sont du JSON derrière un texte, comme une heure ou un nom qu’ajoute un collecteur',
  }),
  'no-columns': (_, fields) => ({
    en: `the #Fields line names no column for the ${fields}`,
    fr: `la ligne #Fields ne nomme aucune colonne pour : ${fields}`,
  }),
  'no-time': (nearest) => ({
    en: `these lines are those of ${nearest}, which have no time of their own`,
    fr: `ces lignes sont celles de ${nearest}, qui n’ont pas d’heure à elles`,
  }),
  messages: (nearest) => ({
    en: `these lines are messages of ${nearest}: none is a request`,
    fr: `ces lignes sont des messages de ${nearest} : aucune n’est une requête`,
  }),
  'utf-16': () => ({
    en: 'the log is written in UTF-16, which no format reads',
    fr: 'le journal est écrit en UTF-16, qu’aucun format ne lit',
  }),
  compressed: () => ({
    en: 'what was unpacked is compressed itself: the log was packed twice',
    fr: 'ce qui a été décompressé est encore compressé : le journal l’a été deux fois',
  }),
  disbelieved: (nearest, field) => ({
    en: `the lines look like ${nearest}, but the ${field} that it finds cannot be true`,
    fr: `les lignes ressemblent à ${nearest}, mais ce qu’il y trouve ne peut pas être vrai : ${field}`,
  }),
  'nothing-near': () => ({
    en: 'no known format reads nine of ten lines, and none comes near: they may be no access log',
    fr: 'aucun format connu ne lit neuf lignes sur dix, ni n’en est proche : ce n’est peut-être pas un journal d’accès',
  }),
}

const GIVE_IT: Both = {
  en: 'give the format: logs[].format of the configuration, or --format',
  fr: 'donnez le format : logs[].format de la configuration, ou --format',
}

const MEND: Partial<Readonly<Record<Why, Both>>> = {
  'json-keys': {
    en: 'say which key has the path that was asked for, which the status, and so on: logs[].fields of the configuration',
    fr: 'dites quelle clé porte le chemin demandé, laquelle le statut, etc. : logs[].fields de la configuration',
  },
  'keys-unclear': {
    en: 'say which key has it: logs[].fields of the configuration',
    fr: 'dites quelle clé le porte : logs[].fields de la configuration',
  },
  'text-before-json': {
    en: "let the collector leave it out, or take it away: sed 's/^[^{]*//' LOG | comptage count -",
    fr: "faites que le collecteur l’omette, ou ôtez-le : sed 's/^[^{]*//' JOURNAL | comptage count -",
  },
  'no-columns': {
    en: 'let the server log these columns too; IIS calls those that are needed date, time, cs-uri-stem and sc-status',
    fr: 'faites aussi inscrire ces colonnes par le serveur ; il faut, sous IIS : date, time, cs-uri-stem et sc-status',
  },
  'no-time': {
    en: 'have them collected by what writes the time of each line, as Docker, journald or syslog do',
    fr: 'faites-les recueillir par ce qui inscrit l’heure de chaque ligne, comme Docker, journald ou syslog',
  },
  messages: { en: 'name the access log instead', fr: 'désignez plutôt le journal d’accès' },
  'utf-16': {
    en: 'turn it into UTF-8: iconv -f UTF-16 -t UTF-8',
    fr: 'convertissez-le en UTF-8 : iconv -f UTF-16 -t UTF-8',
  },
  compressed: {
    en: 'unpack it once: gzip -dc LOG > LOG-ONCE.gz, or in a pipe: gzip -dc LOG | comptage count -',
    fr: 'décompressez-le une fois : gzip -dc JOURNAL > JOURNAL-UNE-FOIS.gz, ou dans un tube : gzip -dc JOURNAL | comptage count -',
  },
}
