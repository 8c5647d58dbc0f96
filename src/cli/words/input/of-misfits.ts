import type { Reason } from '../../../domain/fate.ts'
import type { LogProblem, Malformed, MalformedDays } from '../../../domain/problem/log-problems.ts'
import { dayInWords } from '../../language/dates.ts'
import type { Both } from '../../../domain/service.ts'
import { grouped, listed, percent, type WordsFor } from '../../language/language.ts'
import { REASON_WORDS } from '../lists/line-words.ts'

/** Of the problems of logs those that speak of lines that do not fit their format. */
type MisfitCode = Extract<LogProblem['code'], `${string}_MALFORMED` | 'NO_LINE_FITS'>

export const OF_MISFITS: WordsFor<MisfitCode> = {
  TOO_MANY_MALFORMED: ({ format, share, limit, days, periods, instead, ...of }) => ({
    what: {
      en: `${percent(share)} of the lines${ofDays(days).en} do not fit the format ${format} (limit ${percent(limit)})${unpublished(days, periods).en}`,
      fr: `${percent(share)} des lignes${ofDays(days).fr} ne suivent pas le format ${format} (limite : ${percent(limit)})${unpublished(days, periods).fr}`,
    },
    where: firstAt(of),
    fix: {
      en: `${rightFormat(instead, format, of.reason).en}; the next run reads these lines again. If they are as they should be, raise malformed_limit: there. count and tally take --format and --malformed-limit too`,
      fr: `${rightFormat(instead, format, of.reason).fr} ; l’exécution suivante relit ces lignes. Si elles sont bien ce qu’elles doivent être, relevez-y malformed_limit:. count et tally prennent aussi --format et --malformed-limit`,
    },
  }),
  FEW_MALFORMED: ({ format, share, limit, days, ...of }) => ({
    what: {
      en: `${percent(share)} of the lines${ofDays(days).en} do not fit the format ${format} (limit ${percent(limit)}), but so few that the figures are published`,
      fr: `${percent(share)} des lignes${ofDays(days).fr} ne suivent pas le format ${format} (limite : ${percent(limit)}), mais si peu que les chiffres sont publiés`,
    },
    where: firstAt(of),
    fix: {
      en: 'look at these lines; if the format of the log changed, logs[].format takes a list of formats',
      fr: 'regardez ces lignes ; si le format du journal a changé, logs[].format accepte une liste de formats',
    },
  }),
  NO_LINE_FITS: ({ file, format, lines, line, column, reason, instead }) => ({
    what: {
      en: `${lines === 1 ? 'the only line' : `none of the ${grouped(lines)} lines`} of this log ${lines === 1 ? 'does not fit' : 'fits'} the format ${format}`,
      fr: `${lines === 1 ? 'la seule ligne' : `aucune des ${grouped(lines)} lignes`} de ce journal ne suit le format ${format}`,
    },
    where: {
      en: `${file}, line ${line}, column ${column}: ${REASON_WORDS[reason].en}`,
      fr: `${file}, ligne ${line}, colonne ${column} : ${REASON_WORDS[reason].fr}`,
    },
    fix: {
      en: `${rightFormat(instead, format, reason).en}; a log of another kind gets an entry of its own, or is left out`,
      fr: `${rightFormat(instead, format, reason).fr} ; donnez à un journal d’une autre sorte une entrée à lui, ou laissez-le de côté`,
    },
  }),
}

/** What to write as `format:`, as far as that is known; of one that is never found but named, what its rows have to have. */
function rightFormat(instead: readonly string[] | undefined, format: string, reason: Reason): Both {
  if (instead !== undefined)
    return {
      en: `${instead.join(' or ')} reads the first lines: name it by logs[].format in the configuration`,
      fr: `${instead.join(' ou ')} lit les premières lignes : nommez-le par logs[].format dans la configuration`,
    }
  if (format === 'counted' && (reason === 'bad-line' || reason === 'bad-json')) return KEYS_OF_COUNTED
  return {
    en: 'name the right format by logs[].format in the configuration, a list of them if it changed: comptage check --format auto LOG looks for it',
    fr: 'donnez le bon format par logs[].format dans la configuration, une liste s’il a changé : comptage check --format auto JOURNAL le cherche',
  }
}

const KEYS_OF_COUNTED: Both = {
  en: 'see that each row has these keys, or the header these columns, by their names: hour (or day, or time), path, status and count, as SELECT count() AS count gives it',
  fr: 'vérifiez que chaque ligne a ces clés, ou l’en-tête ces colonnes, sous ces noms : hour (ou day, ou time), path, status et count, comme le donne SELECT count() AS count',
}

function ofDays(days: MalformedDays | undefined): Both {
  if (days === undefined) return { en: '', fr: '' }
  const { count } = days
  const [first, last] = [dayInWords(days.first), dayInWords(days.last)]
  if (count === 1) return { en: ` of ${first}`, fr: ` du ${first}` }
  return {
    en: ` of ${grouped(count)} days since ${first}, the last of them ${last},`,
    fr: ` de ${grouped(count)} jours depuis le ${first}, dont le dernier est le ${last},`,
  }
}

function firstAt({ file, line, column, reason, others = 0 }: Where): Both {
  return {
    en: `${file}, first at line ${line}, column ${column}: ${REASON_WORDS[reason].en}${othersToo(others).en}`,
    fr: `${file}, d’abord à la ligne ${line}, colonne ${column} : ${REASON_WORDS[reason].fr}${othersToo(others).fr}`,
  }
}

type Where = Omit<Malformed, 'format' | 'share' | 'limit'>

/** Days of which so few do not fit are published themselves. */
function unpublished(days: MalformedDays | undefined, periods: readonly string[] | undefined): Both {
  if (days === undefined) return { en: '', fr: '' }
  return periods === undefined
    ? { en: '; nothing is published of them', fr: ' ; rien n’en est publié' }
    : {
        en: `; nothing is published of ${listed(periods)} as a whole`,
        fr: ` ; rien n’est publié de l’ensemble de ${listed(periods)}`,
      }
}

function othersToo(others: number): Both {
  if (others === 0) return { en: '', fr: '' }
  return others === 1
    ? { en: '; another log has such lines', fr: ' ; un autre journal a de telles lignes' }
    : {
        en: `; ${grouped(others)} other logs have such lines`,
        fr: ` ; ${grouped(others)} autres journaux ont de telles lignes`,
      }
}
