import type { Field, FormatCaution, FormatFault } from '../../../domain/contracts.ts'
import type { LogProblem, ReadLayout } from '../../../domain/problem/log-problems.ts'
import type { Both } from '../../../domain/service.ts'
import { grouped, listed, meaning, numbered, type WordsFor } from '../../language/language.ts'
import { FIELD_WORDS, MEASURE_WORDS } from '../lists/line-words.ts'
import { mendNone, nameOfLayout, whereNone, noFormatFound } from '../lists/no-format-found.ts'
import { at } from './of-configuration.ts'

/** Of the problems of logs those that speak of their format. */
export type FormatCode = Extract<LogProblem['code'], `FORMAT_${string}` | 'MEASURE_LEFT_OUT'>

export const OF_FORMATS: WordsFor<FormatCode> = {
  FORMAT_UNKNOWN: ({ format, place, nearest, isArgument }) => ({
    what: {
      en: `there is no log format "${format}"${meaning(nearest)}`,
      fr: `le format de journal « ${format} » n’existe pas${meaning(nearest)}`,
    },
    where: place !== undefined ? at(place) : isArgument === true ? ARGUMENT : OPTION,
    fix:
      isArgument === true
        ? {
            en: 'comptage formats lists those that have a name',
            fr: 'comptage formats donne la liste de ceux qui ont un nom',
          }
        : {
            en: 'name a format, or paste the log_format of nginx or the LogFormat of Apache as it stands',
            fr: 'nommez un format, ou recopiez tel quel le log_format de nginx ou le LogFormat d’Apache',
          },
  }),
  FORMAT_SYNTAX: ({ format, place, column, why }) => ({
    what: {
      en: `the log format "${format}" cannot be read: ${FORMAT_FAULTS[why].en}`,
      fr: `le format de journal « ${format} » ne peut pas être lu : ${FORMAT_FAULTS[why].fr}`,
    },
    where: {
      en: `${place === undefined ? '' : `${at(place)}; `}column ${column} of the format`,
      fr: `${place === undefined ? '' : `${at(place)} ; `}colonne ${column} du format`,
    },
    fix: {
      en: 'paste the log_format of nginx or the LogFormat of Apache as it stands',
      fr: 'recopiez tel quel le log_format de nginx ou le LogFormat d’Apache',
    },
  }),
  FORMAT_NOT_DETECTED: (problem) => ({
    what: noFormatFound(problem),
    where: whereNone(problem),
    fix: mendNone(problem),
  }),
  FORMAT_DETECTED: ({ file, format, wrappers, fits, of, zones, zoneRead, lacks, layout }) => ({
    what: {
      en: [
        `${file === '-' ? 'stdin' : file}: ${[...wrappers, layout === undefined ? format : nameOfLayout(layout).en].join(' around ')}, ${grouped(fits)} of ${numbered(of, ['line', 'lines'])}, zone ${zonesOf(zones, zoneRead, 'not written')}`,
        ...(lacks.length === 0 ? [] : [`no ${lacks.map((field) => FIELD_WORDS[field].en).join(', no ')}`]),
      ].join('; '),
      fr: [
        `${file === '-' ? 'entrée standard' : file} : ${[...wrappers, layout === undefined ? format : nameOfLayout(layout).fr].join(' autour de ')}, ${numbered(fits, ['ligne', 'lignes'])} sur ${grouped(of)}, fuseau ${zonesOf(zones, zoneRead, 'non écrit')}`,
        ...(lacks.length === 0 ? [] : [`sans ${lacks.map((field) => FIELD_WORDS[field].fr).join(', ')}`]),
      ].join(' ; '),
    },
    ...(layout !== undefined && { fix: nameItsColumns(layout) }),
  }),
  FORMAT_CAUTION: ({ file, format, caution, key }) => {
    const { en, fr } = CAUTIONS[caution]
    const what = key === undefined ? { en: en[0], fr: fr[0] } : leftOut(key)
    return {
      what: { en: `${format}: ${what.en}`, fr: `${format} : ${what.fr}` },
      where: file,
      fix: key === undefined ? { en: en[1], fr: fr[1] } : NAME_THE_UNIT,
    }
  },
  FORMAT_LACKS: ({ table, format, field, wanted, unitless }) => {
    const lack =
      wanted === 'hour' ? DAYS_ALONE : unitless === undefined ? lacksField(format, field, wanted) : lacksUnit(unitless)
    return {
      what: {
        en: `the table ${table} wants ${wanted}, but ${lack.what.en}`,
        fr: `le tableau ${table} demande ${wanted}, mais ${lack.what.fr}`,
      },
      where: { en: 'datasets: of the configuration', fr: 'datasets: de la configuration' },
      fix: lack.fix,
    }
  },
  MEASURE_LEFT_OUT: ({ table, format, measure, field }) => ({
    what: {
      en: `the table ${table} has no ${MEASURE_WORDS[measure].en}: the format ${format} has no ${FIELD_WORDS[field].en}`,
      fr: `le tableau ${table} est sans ${MEASURE_WORDS[measure].fr} : le format ${format} est sans ${FIELD_WORDS[field].fr}`,
    },
  }),
}

type Lack = { readonly what: Both; readonly fix: Both }

const DAYS_ALONE: Lack = {
  what: {
    en: 'rows of this log in the format counted say a day and no hour',
    fr: 'des lignes de ce journal au format counted disent un jour sans heure',
  },
  fix: {
    en: 'leave hour out of the table, or export rows with the key hour instead of day',
    fr: 'ôtez hour du tableau, ou exportez des lignes avec la clé hour au lieu de day',
  },
}

function lacksUnit(unitless: string): Lack {
  return { what: unitlessKey(unitless), fix: NAME_THE_UNIT }
}

function lacksField(format: string, field: Field, wanted: string): Lack {
  const { en, fr } = FIELD_WORDS[field]
  return {
    what: { en: `the format ${format} has no ${en}`, fr: `le format ${format} n’a pas de champ ${fr}` },
    fix: {
      en: `leave ${wanted} out of the table, or let the server log the ${en}`,
      fr: `ôtez ${wanted} du tableau, ou faites inscrire ce champ (${fr}) dans le journal par le serveur`,
    },
  }
}

function zonesOf(written: readonly string[], read: string | undefined, unwritten: string): string {
  return listed([...written, ...(read === undefined ? [] : [`${read} (${unwritten})`])])
}

function nameItsColumns({ string }: ReadLayout): Both {
  return {
    en: `to read more, give the string by format: and name the columns that you know, as $body_bytes_sent or $host: ${string}`,
    fr: `pour en lire plus, donnez cette chaîne par format: et nommez les colonnes que vous connaissez, comme $body_bytes_sent ou $host : ${string}`,
  }
}

function unitlessKey(key: string): Both {
  return {
    en: `nothing says what "${key}" counts, seconds or milliseconds`,
    fr: `rien ne dit ce que compte « ${key} », des secondes ou des millisecondes`,
  }
}

function leftOut(key: string): Both {
  const { en, fr } = unitlessKey(key)
  return { en: `${en}, so it is left out`, fr: `${fr}, et la durée est laissée de côté` }
}

const NAME_THE_UNIT: Both = {
  en: 'say so in the entry of logs:, by format: json and fields: with duration and duration_unit',
  fr: 'dites-le dans l’entrée de logs:, par format: json et fields: avec duration et duration_unit',
}

const ARGUMENT: Both = { en: 'the argument of comptage formats', fr: 'l’argument de comptage formats' }
const OPTION: Both = { en: 'the option --format', fr: 'l’option --format' }

/** Why the string of a log format cannot be read. */
const FORMAT_FAULTS: Readonly<Record<FormatFault, Both>> = {
  'variables-touch': {
    en: 'two variables stand side by side, so nobody can tell where the first ends',
    fr: 'deux variables se touchent, et rien ne dit où finit la première',
  },
  'no-time': { en: 'it has no time', fr: 'il n’a pas d’heure' },
  'no-target': { en: 'it has neither the request nor its path', fr: 'il n’a ni la requête ni son chemin' },
  'no-status': { en: 'it has no status', fr: 'il n’a pas de code de réponse' },
  'scattered-time': {
    en: 'the parts of its time do not stand side by side',
    fr: 'les parties de l’heure n’y sont pas côte à côte',
  },
  'unknown-directive': { en: 'there is no such directive', fr: 'cette directive n’existe pas' },
  unclosed: { en: 'a quote is not closed', fr: 'un guillemet n’est pas fermé' },
  'unsupported-time': {
    en: 'a time with another directive than %a %b %d %D %e %F %h %H %I %k %l %m %M %p %r %R %S %T %y %Y %z, or %s alone, or without a part of the date or the minutes, cannot be read',
    fr: 'une heure avec une autre directive que %a %b %d %D %e %F %h %H %I %k %l %m %M %p %r %R %S %T %y %Y %z, ou %s seul, ou sans une partie de la date ou les minutes, ne peut pas être lue',
  },
}

/** What is amiss with a format that can be read, and what to do about it. */
const CAUTIONS: Readonly<Record<FormatCaution, Both<readonly [what: string, fix: string]>>> = {
  'no-agent': {
    en: [
      'it has no user agent, so no robot can be told from a person and all are counted',
      'log the user agent: $http_user_agent of nginx, %{User-Agent}i of Apache',
    ],
    fr: [
      'il n’a pas de logiciel client, donc aucun robot ne se distingue d’une personne et tous sont comptés',
      'faites-le inscrire dans le journal : $http_user_agent de nginx, %{User-Agent}i d’Apache',
    ],
  },
  'no-referrer': {
    en: ['it has no referrer, so entries cannot be counted', 'log $http_referer or %{Referer}i'],
    fr: [
      'il n’a pas de provenance, donc les entrées ne peuvent pas être comptées',
      'faites inscrire $http_referer ou %{Referer}i dans le journal',
    ],
  },
  'no-host': {
    en: ['it has no host, so patterns with a host never fit', 'log $host or %v, if you need such patterns'],
    fr: [
      'il n’a pas d’hôte, donc les motifs avec un hôte ne conviennent jamais',
      'faites inscrire $host ou %v dans le journal, si vous avez besoin de tels motifs',
    ],
  },
  'no-method': {
    en: ['it has no method, so every request is taken for a GET', 'log the request, or its method'],
    fr: [
      'il n’a pas de méthode, donc toute requête passe pour un GET',
      'faites inscrire la requête, ou sa méthode, dans le journal',
    ],
  },
  'no-date': {
    en: [
      'its lines have a time without a date, so days are counted on from #Date, and one without a line is not seen',
      'have the server log the date column too',
    ],
    fr: [
      'ses lignes ont une heure sans date, donc les jours se comptent à partir de #Date, et un jour sans ligne passe inaperçu',
      'faites inscrire aussi la colonne date dans le journal',
    ],
  },
  'decoded-target': {
    en: [
      'its path is what the server made of it, often the same for every page',
      'log $request or $request_uri of nginx, %r of Apache',
    ],
    fr: [
      'son chemin est celui que le serveur en a fait, souvent le même pour toutes les pages',
      'faites inscrire $request ou $request_uri de nginx, %r d’Apache',
    ],
  },
  'first-status': {
    en: ['%s is the status before an internal redirect', 'log %>s'],
    fr: ['%s est le code d’avant une redirection interne', 'faites inscrire %>s'],
  },
  forgeable: {
    en: ['with escape=none clients can forge fields and whole lines', 'remove escape=none from the log_format'],
    fr: [
      'avec escape=none, les clients peuvent forger des champs et des lignes entières',
      'ôtez escape=none du log_format',
    ],
  },
  'ambiguous-duration': {
    en: [
      'nothing says what its duration counts, seconds or milliseconds, of the server or of what is behind it, so it is left out',
      'name the format (iis, if IIS wrote the log), or give the string in which the server writes it',
    ],
    fr: [
      'rien ne dit ce que compte sa durée, en secondes ou en millisecondes, du serveur ou de ce qui est derrière lui, et elle est laissée de côté',
      'nommez le format (iis, si IIS a écrit le journal), ou donnez la chaîne dans laquelle le serveur l’écrit',
    ],
  },
  'bytes-with-headers': {
    en: ['its bytes include the headers', 'log $body_bytes_sent or %b'],
    fr: ['ses octets comprennent les en-têtes', 'faites inscrire $body_bytes_sent ou %b'],
  },
}
