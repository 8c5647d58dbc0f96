import type { LogProblem, ReadLayout } from '../../../domain/problem/of-logs.ts'
import type { Both } from '../../language/language.ts'
import { CAUTIONS, FORMAT_FAULTS } from '../lists/format-words.ts'
import { FIELD_WORDS } from '../lists/line-words.ts'
import { mendNone, nameOfLayout, whereNone, whyNone } from '../lists/why-none.ts'
import { at } from './of-configuration.ts'
import { grouped, listed, meaning, numbered, type WordsFor } from '../words.ts'

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
  FORMAT_NOT_DETECTED: (problem) => ({ what: whyNone(problem), where: whereNone(problem), fix: mendNone(problem) }),
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
  FORMAT_LACKS: ({ table, format, field, wanted, unitless }) => ({
    what: {
      en: `the table ${table} wants ${wanted}, but ${unitless === undefined ? `the format ${format} has no ${field}` : unitlessKey(unitless).en}`,
      fr: `la table ${table} demande ${wanted}, mais ${unitless === undefined ? `le format ${format} n’a pas de champ ${field}` : unitlessKey(unitless).fr}`,
    },
    where: { en: 'datasets: of the configuration', fr: 'datasets: de la configuration' },
    fix:
      unitless === undefined
        ? {
            en: `leave ${wanted} out of the table, or let the server log the ${field}`,
            fr: `ôtez ${wanted} de la table, ou faites inscrire ${field} dans le journal par le serveur`,
          }
        : NAME_THE_UNIT,
  }),
  MEASURE_LEFT_OUT: ({ table, format, measure }) => ({
    what: {
      en: `the table ${table} has no ${measure}: the format ${format} does not log where requests come from`,
      fr: `la table ${table} est sans ${measure} : le format ${format} n’inscrit pas d’où viennent les requêtes`,
    },
  }),
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
