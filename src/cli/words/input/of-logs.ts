import { COPY_ENDINGS } from '../../../domain/copy-endings.ts'
import type { Fate } from '../../../domain/fate.ts'
import type { LogProblem } from '../../../domain/problem/log-problems.ts'
import { dayInWords } from '../../language/dates.ts'
import type { Both } from '../../../domain/service.ts'
import { grouped, percent, type ProblemWords, type WordsFor } from '../../language/language.ts'
import { OF_ARCHIVES } from './of-archives.ts'
import { OF_FORMATS } from './of-formats.ts'
import { OF_HOSTS } from './of-hosts.ts'
import { OF_MISFITS } from './of-misfits.ts'
import { READ_FIXES } from '../lists/errno-fixes.ts'
import { FATE_WORDS } from '../lists/line-words.ts'

// What Node makes of bytes of a name that are none: no file is found by it.
const NOT_UTF8 = '\uFFFD'
const RENAME: Both = {
  en: 'rename it, or name a link to it: ln -s LOG access.log',
  fr: 'renommez-le, ou désignez un lien vers lui\u00A0: ln -s JOURNAL access.log',
}

/** What a glob leaves out. */
const COPIES = COPY_ENDINGS.map((ending) => `*${ending}`).join(' ')

const STDIN: Both = { en: 'stdin', fr: 'l’entrée standard' }

export const OF_LOGS: WordsFor<LogProblem['code']> = {
  ...OF_ARCHIVES,
  ...OF_FORMATS,
  ...OF_HOSTS,
  ...OF_MISFITS,
  LOG_NAME_UNFIT: ({ path, sign }) => ({
    what: {
      en: `the path of this log has ${sign} in it, which a configuration may not hold`,
      fr: `le chemin de ce journal contient ${sign}, qu’une configuration ne peut contenir`,
    },
    where: path,
    fix: RENAME,
  }),
  LOG_NOT_FOUND: ({ path, folder, empty }) => ({
    where: path,
    ...(empty === undefined ? (folder === undefined ? notFound(path) : onlyFolder(folder)) : inEmpty(empty)),
  }),
  LOG_IS_DIRECTORY: ({ path }) => ({
    what: { en: 'this is a folder', fr: 'c’est un dossier' },
    where: path,
    fix: nameLogsIn(path),
  }),
  LOG_IS_SOCKET: ({ path }) => ({
    what: { en: 'this is a socket, which holds no lines', fr: 'c’est un socket, qui ne contient aucune ligne' },
    where: path,
    fix: { en: 'name the file that the server writes', fr: 'désignez le fichier que le serveur écrit' },
  }),
  LOG_IS_PIPE: ({ path }) => ({
    what: {
      en: 'this is a pipe or a device, which keeps no lines',
      fr: 'c’est un tube ou un périphérique, qui ne garde aucune ligne',
    },
    where: path,
    fix: {
      en: 'name the file that the server writes; a pipe is given to the command itself, without logs: in the configuration: comptage COMMAND - < PIPE',
      fr: 'désignez le fichier que le serveur écrit ; un tube se donne à la commande elle-même, sans logs: dans la configuration : comptage COMMANDE - < TUBE',
    },
  }),
  LOG_IN_OUTPUT: ({ path, output }) => ({
    what: {
      en: `this log lies in ${output}, which is published: its lines, addresses and all, would be published too`,
      fr: `ce journal est dans ${output}, qui est publié : ses lignes, avec les adresses, le seraient aussi`,
    },
    where: path,
    fix: {
      en: 'give output: of the configuration (or -o) another folder, or move the log; if the folder is online, take the log away from there first',
      fr: 'donnez un autre dossier à output: de la configuration (ou à -o), ou déplacez le journal ; si le dossier est en ligne, retirez-en d’abord le journal',
    },
  }),
  LOG_UNREADABLE: ({ path, errno }) => ({
    what: { en: `the log cannot be read (${errno})`, fr: `le journal ne peut pas être lu (${errno})` },
    where: path,
    fix: (['ELOOP', 'ENOMEM'].includes(errno) ? READ_FIXES[errno] : undefined) ?? {
      en: 'run as a user who may read it; on Debian, the group adm reads the logs of web servers',
      fr: 'lancez le programme sous un compte qui en a le droit ; sous Debian, le groupe adm lit les journaux des serveurs web',
    },
  }),
  LOG_EMPTY: ({ path }) => ({
    what: { en: 'the log has no line', fr: 'le journal n’a aucune ligne' },
    where: path === '-' ? STDIN : path,
    fix: {
      en: 'on a busy day, look whether the server writes to another file, or whether rotation has just moved the lines to one beside it',
      fr: 'un jour d’affluence, voyez si le serveur écrit dans un autre fichier, ou si la rotation vient de déplacer les lignes dans un fichier voisin',
    },
  }),
  LOGS_ALIKE: ({ path, other, by }) => ({ ...(by === 'lines' ? copyOf(other) : sameRequestsAs(other)), where: path }),
  ROTATED_LEFT_OUT: ({ path, files, instead, also }) => ({
    what: {
      en: `logs: finds ${files === 1 ? 'not the rotated file' : `none of the ${grouped(files)} rotated files`} of this log, so what is written between the last run and a rotation is never counted`,
      fr: `logs: ne trouve ${files < 2 ? 'pas le fichier issu' : `aucun des ${grouped(files)} fichiers issus`} de la rotation de ce journal, si bien que ce qui s’écrit entre la dernière exécution et une rotation n’est jamais compté`,
    },
    where: path,
    fix: findRotated(instead?.[0], also?.[0]),
  }),
  DATES_AHEAD: ({ isAll, closesNone, ...ahead }) => {
    if (closesNone === true) return closesNoneAhead(ahead)
    return isAll === true ? allAhead(ahead) : someAhead(ahead)
  },
  DATES_BEHIND: ({ lines, last, first }) => ({
    what: {
      en: `${grouped(lines)} ${lines === 1 ? 'line is' : 'lines are'} dated ${dayInWords(last)} or earlier, alone weeks before all others, which begin on ${dayInWords(first)}: they are counted on their day`,
      fr: `${grouped(lines)} ${lines < 2 ? 'ligne est datée' : 'lignes sont datées'} du ${dayInWords(last)} ou d’avant, des semaines avant toutes les autres, qui commencent le ${dayInWords(first)} : elles sont comptées à leur jour`,
    },
    where: { en: 'the logs', fr: 'les journaux' },
    fix: {
      en: 'look at the clock of the server that wrote the logs; since:, or --since, leaves such days out',
      fr: 'regardez l’horloge du serveur qui a écrit les journaux ; since:, ou --since, laisse de tels jours de côté',
    },
  }),
  SHARED_LOG: ({ path, service, files }) => ({
    what: {
      en: `the service ${service}, which publishes into the same folder, reads ${files === 1 ? 'this log' : `${grouped(files)} of these logs`} too: what one of the two hides, the figures of the other may tell`,
      fr: `le service ${service}, qui publie dans le même dossier, lit aussi ${files < 2 ? 'ce journal' : `${grouped(files)} de ces journaux`} : ce que l’un des deux masque, les chiffres de l’autre peuvent le dire`,
    },
    where: path,
    fix: {
      en: 'have one configuration count the log, with a feature for what the other counts; or let the server write a log for each',
      fr: 'faites compter le journal par une seule configuration, avec une fonctionnalité pour ce que l’autre compte ; ou faites écrire au serveur un journal pour chacun',
    },
  }),
  KINDS_MIXED: ({ file, format, kind, lines, of, others }) => ({
    what: {
      en: `${percent(lines / of)} of the lines (${grouped(lines)} of ${grouped(of)}) are ${kind === 'json' ? 'JSON' : 'text'} among ${kind === 'json' ? 'text' : 'JSON'}, and are not counted: the format is ${format}`,
      fr: `${percent(lines / of)} des lignes (${grouped(lines)} sur ${grouped(of)}) sont du ${kind === 'json' ? 'JSON' : 'texte'} parmi du ${kind === 'json' ? 'texte' : 'JSON'}, et ne sont pas comptées : le format est ${format}`,
    },
    where: {
      en: `${file}${others === 0 ? '' : `, and ${grouped(others)} more`}`,
      fr: `${file}${others === 0 ? '' : `, et ${grouped(others)} de plus`}`,
    },
    fix: {
      en: 'if both are access logs, as where the format was changed, give logs[].format a list of both formats; else let the other program write elsewhere',
      fr: 'si les deux sont des journaux d’accès, comme après un changement de format, donnez à logs[].format la liste des deux formats ; sinon, faites écrire l’autre programme ailleurs',
    },
  }),
  STDIN_EMPTY: () => ({
    what: { en: 'nothing came through the pipe', fr: 'rien n’est arrivé par le tube' },
    where: STDIN,
    fix: {
      en: 'look at the command before the pipe; all but run and explain take the names of logs in its place',
      fr: 'regardez la commande qui précède le tube ; sauf run et explain, les commandes prennent aussi des noms de journaux',
    },
  }),
  NOTHING_COUNTED: ({ linesRead, commonest }) => ({
    what: {
      en: `${linesRead === 1 ? 'the only line was not' : `none of ${grouped(linesRead)} lines was`} counted${commonest === undefined ? '' : `; ${linesRead === 1 ? 'it was' : 'most were'} ${FATE_WORDS[commonest].en}`}`,
      fr: `${linesRead === 1 ? 'la seule ligne n’a pas' : `aucune des ${grouped(linesRead)} lignes n’a`} été comptée${commonest === undefined ? '' : ` ; le sort le plus fréquent : ${FATE_WORDS[commonest].fr}`}`,
    },
    fix: mendNothing(commonest),
  }),
}

function notFound(path: string): Omit<ProblemWords, 'where'> {
  if (path.includes(NOT_UTF8))
    return {
      what: { en: 'the name of the log is not UTF-8', fr: 'le nom du journal n’est pas en UTF-8' },
      fix: RENAME,
    }
  return {
    what: { en: 'there is no such log', fr: 'ce journal n’existe pas' },
    fix: {
      en: `check the path; a glob takes * ? and [abc], and finds none of ${COPIES}`,
      fr: `vérifiez le chemin ; un motif admet * ? et [abc], et ne trouve aucun de ${COPIES}`,
    },
  }
}

function inEmpty(folder: string): Omit<ProblemWords, 'where'> {
  return {
    what: {
      en: `there is no such log: the folder ${folder} is there, and empty`,
      fr: `ce journal n’existe pas : le dossier ${folder} est là, et vide`,
    },
    fix: {
      en: 'check that the right folder is mounted there, and that the server writes its logs into it',
      fr: 'vérifiez que le bon dossier y est monté, et que le serveur y écrit ses journaux',
    },
  }
}

function onlyFolder(folder: string): Omit<ProblemWords, 'where'> {
  return {
    what: {
      en: `this glob finds no file, but the folder ${folder}`,
      fr: `ce motif ne trouve aucun fichier, mais le dossier ${folder}`,
    },
    fix: nameLogsIn(folder),
  }
}

function nameLogsIn(folder: string): Both {
  return { en: `name the logs in it: ${folder}/*.log*`, fr: `désignez les journaux qu’il contient : ${folder}/*.log*` }
}

function mendNothing(commonest: Fate | undefined): Both {
  if (commonest === 'not-a-request')
    return {
      en: 'if this is but the head of a new log, the first request is still to come; if these are messages of a server, as of an error log, name its access log',
      fr: 'si ce n’est que l’en-tête d’un nouveau journal, la première requête est encore à venir ; si le serveur y écrit ses messages, comme dans un journal d’erreurs, désignez son journal d’accès',
    }
  if (commonest === 'out-of-period')
    return {
      en: 'name days that the logs have, by --since and --until, or by since: in the configuration',
      fr: 'nommez des jours que les journaux ont, par --since et --until, ou par since: dans la configuration',
    }
  if (commonest === 'too-long')
    return {
      en: 'split it into lines, one a request: jq -c ".[]" turns an array of JSON into such',
      fr: 'mettez une requête par ligne : jq -c ".[]" le fait d’un tableau JSON',
    }
  if (commonest === 'malformed')
    return {
      en: 'name the right format; head -n 1 LOG | comptage explain --line shows how a line is read',
      fr: 'donnez le bon format ; head -n 1 JOURNAL | comptage explain --line montre comment une ligne est lue',
    }
  if (commonest !== undefined && COUNTED_IF_ASKED.includes(commonest))
    return {
      en: 'comptage check LOG shows which features they came for, and what would count them, as clients: all for programs',
      fr: 'comptage check JOURNAL montre quelles fonctionnalités elles visaient, et ce qui les compterait, comme clients: all pour les programmes',
    }
  return {
    en: 'comptage check LOG shows which paths no feature takes',
    fr: 'comptage check JOURNAL montre les chemins qu’aucune fonctionnalité ne prend',
  }
}

/** Lines of features, perhaps, that the configuration does not count. */
const COUNTED_IF_ASKED: readonly Fate[] = ['robot', 'redirect', 'partial', 'asset', 'method']

function copyOf(other: string): Omit<ProblemWords, 'where'> {
  return {
    what: {
      en: `the log begins with the very lines of ${other}: if one is a copy of the other, they were counted twice`,
      fr: `le journal commence par les lignes mêmes de ${other} : si l’un est la copie de l’autre, elles ont été comptées deux fois`,
    },
    fix: {
      en: `leave one of them out; a glob takes copies too, but for ${COPIES}`,
      fr: `laissez l’un d’eux de côté ; un motif prend aussi les copies, sauf ${COPIES}`,
    },
  }
}

function sameRequestsAs(other: string): Omit<ProblemWords, 'where'> {
  return {
    what: {
      en: `the log has as many uses as ${other} in far more hours than two servers have: both seem to hold the same requests, as a proxy and the server behind it write them, and each counts twice`,
      fr: `le journal a autant d’utilisations que ${other} dans bien plus d’heures que n’en ont deux serveurs : les deux semblent contenir les mêmes requêtes, comme les écrivent un mandataire et le serveur derrière lui, et chacune compte deux fois`,
    },
    fix: {
      en: 'list one of them, that of the server in front; where nothing is published yet, delete the state folder and run again; what was published stays',
      fr: 'n’en citez qu’un, celui du serveur de devant ; si rien n’est encore publié, supprimez le dossier d’état et relancez ; ce qui a été publié reste',
    },
  }
}

function findRotated(instead: string | undefined, also: string | undefined): Both {
  if (instead !== undefined)
    return {
      en: `path: ${instead} finds them too; run knows again what it has read, and counts each line once`,
      fr: `path: ${instead} les trouve aussi ; run reconnaît ce qu’il a lu, et compte chaque ligne une fois`,
    }
  if (also === undefined || /[*?[]/.test(also))
    return {
      en: `add to logs: a path that finds them too, path: ${also ?? '…'}; run knows again what it has read, and counts each line once`,
      fr: `ajoutez à logs: un chemin qui les trouve aussi, path: ${also ?? '…'} ; run reconnaît ce qu’il a lu, et compte chaque ligne une fois`,
    }
  return {
    en: `give logs: a path that finds ${also} too, and its like; run knows again what it has read, and counts each line once`,
    fr: `donnez à logs: un chemin qui trouve aussi ${also} et ses semblables ; run reconnaît ce qu’il a lu, et compte chaque ligne une fois`,
  }
}

type Ahead = { readonly lines?: number; readonly first: string; readonly last: string }

function someAhead({ lines, first, last }: Ahead): ProblemWords {
  return {
    what: {
      en: `${datedAhead(lines, first).en}, ahead of this machine’s clock or alone after weeks without any: ${lines === undefined ? 'its figures' : 'the logs'} are taken to end on ${dayInWords(last)}`,
      fr: `${datedAhead(lines, first).fr}, en avance sur l’horloge de cette machine ou après des semaines vides : ${lines === undefined ? 'ses chiffres sont réputés' : 'les journaux sont réputés'} finir le ${dayInWords(last)}`,
    },
    where: lines === undefined ? { en: 'the folder', fr: 'le dossier' } : { en: 'the logs', fr: 'les journaux' },
    fix: {
      en: `look at the clock of the server that wrote the logs${lines === undefined ? '' : '; where they are counted, --until leaves such days out'}`,
      fr: `regardez l’horloge du serveur qui a écrit les journaux${lines === undefined ? '' : ' ; là où on les compte, --until laisse de tels jours de côté'}`,
    },
  }
}

function allAhead({ lines, first }: Ahead): ProblemWords {
  const dated = datedAhead(lines, first)
  return {
    what: {
      en: `${dated.en}, ahead of this machine’s clock, and none earlier`,
      fr: `${dated.fr}, en avance sur l’horloge de cette machine, et aucune plus tôt`,
    },
    where: { en: 'the logs', fr: 'les journaux' },
    fix: BOTH_CLOCKS,
  }
}

const BOTH_CLOCKS: Both = {
  en: 'look at the clock of this machine, and of the server that wrote the logs',
  fr: 'regardez l’horloge de cette machine, et du serveur qui a écrit les journaux',
}

function closesNoneAhead({ lines, first }: Ahead): ProblemWords {
  const dated = datedAhead(lines, first)
  return {
    what: {
      en: `${dated.en}, ahead of this machine’s clock: they are counted on their day, and close no period before it comes`,
      fr: `${dated.fr}, en avance sur l’horloge de cette machine\u00A0: elles sont comptées à leur jour, et ne closent aucune période avant qu’il ne vienne`,
    },
    where: { en: 'the logs', fr: 'les journaux' },
    fix: BOTH_CLOCKS,
  }
}

function datedAhead(lines: number | undefined, first: string): Both {
  if (lines === undefined)
    return {
      en: `the folder has days from ${dayInWords(first)} on`,
      fr: `le dossier a des jours à partir du ${dayInWords(first)}`,
    }
  return {
    en: `${grouped(lines)} ${lines === 1 ? 'line is' : 'lines are'} dated ${dayInWords(first)} or later`,
    fr: `${grouped(lines)} ${lines < 2 ? 'ligne est datée' : 'lignes sont datées'} du ${dayInWords(first)} ou d’après`,
  }
}
