import { dirname } from 'node:path'
import { LONG_HOURS, type StateProblem } from '../../../domain/problem/state-problems.ts'
import { OF_REVISION } from './of-revision.ts'
import { OF_RUN } from './of-run.ts'
import { MAKE_ROOM, WRITE_FIXES } from '../lists/errno-fixes.ts'
import {
  FIGURES_ELSEWHERE,
  KEYS,
  ofAnother,
  processOf,
  refusedFolder,
  STOPPED_WRITING,
  UNSOUND,
  WAITING_FILE,
  seeWhyLong,
} from '../lists/state-faults.ts'
import { dayInWords, momentInWords } from '../../language/dates.ts'
import type { Both } from '../../../domain/service.ts'
import { grouped, numbered, typed, type WordsFor } from '../../language/language.ts'

export const OF_STATE: WordsFor<StateProblem['code']> = {
  ...OF_RUN,
  ...OF_REVISION,
  SQLITE_MISSING: ({ errno }) => ({
    what: {
      en: `SQLite, which this needs, is not there for this Node, or does not load (${errno})`,
      fr: `SQLite, nécessaire ici, n’est pas là pour ce Node, ou ne se charge pas (${errno})`,
    },
    where: process.execPath,
    fix: {
      en: 'use Node 20, or 22.14 and later, on Linux with glibc, for which the packages bring it; in a clone: npm rebuild better-sqlite3, which needs make, python3 and a C++ compiler',
      fr: 'utilisez Node 20, ou 22.14 et suivants, sous Linux avec glibc, pour lesquels les paquets l’apportent ; dans un clone : npm rebuild better-sqlite3, qui demande make, python3 et un compilateur C++',
    },
  }),
  STATE_LOCKED: ({ folder, hours = 0, pid }) => ({
    what: {
      en: `another run is at work${hours === 0 ? processOf(pid) : `, for ${hours} h`}`,
      fr: `une autre exécution est en cours${hours === 0 ? processOf(pid) : `, depuis ${hours} h`}`,
    },
    where: folder,
    fix:
      hours >= LONG_HOURS
        ? seeWhyLong(pid)
        : {
            en: 'what cron runs needs nothing: the next run reads what is new; do anything else again once the other run has ended, which --lock-wait SECONDS of run and export waits for',
            fr: 'rien pour ce que cron lance : la prochaine exécution lira ce qui est nouveau ; refaites toute autre commande après la fin de l’autre, que --lock-wait SECONDES de run et d’export attend',
          },
  }),
  STATE_NEWER: ({ path, found, known }) => ({
    what: {
      en: `what is kept between runs was written by a later version of comptage (${found}, this one knows ${known})`,
      fr: `l’état gardé entre les exécutions vient d’une version plus récente de comptage (${found} ; celle-ci connaît ${known})`,
    },
    where: path,
    fix: {
      en: 'install the later version again; nothing was changed',
      fr: 'réinstallez la version plus récente ; rien n’a été modifié',
    },
  }),
  STATE_OF_ANOTHER: ({ folder, ...of }) => ({ where: folder, ...ofAnother(of) }),
  STATE_FAILED: ({ path, errno }) =>
    errno === 'SQLITE_READONLY_ROLLBACK'
      ? { where: path, ...STOPPED_WRITING }
      : {
          what: /CORRUPT|NOTADB/.test(errno)
            ? { en: `${UNSOUND.database.en} (${errno})`, fr: `${UNSOUND.database.fr} (${errno})` }
            : {
                en: `what is kept between runs cannot be read or written (${errno})`,
                fr: `l’état gardé entre les exécutions ne peut pas être lu ou écrit (${errno})`,
              },
          where: path,
          fix: /CORRUPT|NOTADB/.test(errno)
            ? {
                en: 'bring the state folder back from its backup; where there is none, move it away and take over what was published: comptage run --adopt FOLDER',
                fr: 'restaurez le dossier de l’état à partir de sa sauvegarde ; s’il n’y en a pas, déplacez-le et reprenez ce qui a été publié : comptage run --adopt DOSSIER',
              }
            : errno.includes('FULL') || errno === 'ENOSPC'
              ? MAKE_ROOM
              : (WRITE_FIXES[errno] ?? {
                  en: 'check the disk and the rights of its folder',
                  fr: 'vérifiez le disque et les droits de son dossier',
                }),
        },
  STATE_NOWHERE: () => ({
    what: {
      en: 'nothing says where to keep what is needed between runs: this user has no home folder',
      fr: 'rien ne dit où garder l’état entre les exécutions : cet utilisateur n’a pas de dossier personnel',
    },
    where: { en: 'state: of the configuration', fr: 'state: de la configuration' },
    fix: {
      en: 'name a folder that lasts and that this user may write: state: in the configuration, or --state',
      fr: 'indiquez un dossier durable où cet utilisateur peut écrire : state: dans la configuration, ou --state',
    },
  }),
  STATE_MISSING: ({ folder }) => ({
    what: {
      en: 'there was no run yet: nothing is kept here',
      fr: 'il n’y a pas encore eu d’exécution : rien n’est gardé ici',
    },
    where: folder,
    fix: {
      en: 'comptage run, as the user who is to run it (of the packages: sudo systemctl start comptage), or --state DIR if it is elsewhere',
      fr: 'comptage run, en tant que l’utilisateur qui doit l’exécuter (celui des paquets : sudo systemctl start comptage), ou --state DOSSIER s’il est ailleurs',
    },
  }),
  STATE_UNREADABLE: ({ path, errno }) => ({
    what: {
      en: `this user may not read what is kept between runs (${errno})`,
      fr: `cet utilisateur n’a pas le droit de lire l’état gardé entre les exécutions (${errno})`,
    },
    where: path,
    fix: {
      en: `be the user that runs comptage run (sudo -u USER), or root; if root ran it by mistake: chown -R USER ${typed(dirname(path))}, and the folder of output:`,
      fr: `soyez l’utilisateur qui exécute comptage run (sudo -u UTILISATEUR), ou root ; si root l’a exécuté par erreur : chown -R UTILISATEUR ${typed(dirname(path))}, et le dossier d’output:`,
    },
  }),
  MARKS_KEY: ({ path, why }) => ({
    what: {
      en: `the key by which logs are known again ${KEYS[why].en}; without it every line would be counted twice`,
      fr: `la clé qui permet de reconnaître les journaux ${KEYS[why].fr} ; sans elle, chaque ligne serait comptée deux fois`,
    },
    where: path,
    fix:
      why === 'open-to-others'
        ? { en: `take that right away: chmod 600 ${typed(path)}`, fr: `ôtez-leur ce droit : chmod 600 ${typed(path)}` }
        : {
            en: 'bring it back from the backup of this folder',
            fr: 'remettez-la à partir de la sauvegarde de ce dossier',
          },
  }),
  CLOCK_JUMPED: ({ before, now }) => ({
    what: {
      en: `the clock says ${momentInWords(now)}, the run before it was on ${momentInWords(before)}: this run closes no period`,
      fr: `l’horloge indique le ${momentInWords(now)}, l’exécution précédente était le ${momentInWords(before)} : celle-ci ne clôt aucune période`,
    },
    fix: {
      en: 'check the clock; the next run closes what is due',
      fr: 'vérifiez l’horloge ; la prochaine exécution clora ce qui doit l’être',
    },
  }),
  VERSION_AHEAD: ({ version, created }) => ({
    what: {
      en: `version ${version} is dated ${momentInWords(created)}, which is still to come: the clock was ahead when it was made`,
      fr: `la version ${version} est datée du ${momentInWords(created)}, qui est encore à venir : l’horloge avançait quand elle a été faite`,
    },
    fix: {
      en: 'check the clock; until that date each new version bears it, since none may be older than the one before',
      fr: 'vérifiez l’horloge ; jusqu’à cette date, chaque nouvelle version la porte, car aucune ne peut être plus ancienne que la précédente',
    },
  }),
  LOG_SILENT: ({ log, lastDay }) => ({
    what: {
      en: `no line since ${dayInWords(lastDay)}: periods close without this log`,
      fr: `aucune ligne depuis le ${dayInWords(lastDay)} : les périodes se closent sans ce journal`,
    },
    where: log,
    fix: {
      en: 'if it has ended, take it out of logs: of the machine that reads it; else see why nothing is written',
      fr: 's’il est terminé, retirez-le de logs: sur la machine qui le lit ; sinon, voyez pourquoi rien ne s’écrit',
    },
  }),
  LOG_BEGINS_LATER: ({ log, firstDay, firstWhole, others }) => ({
    what: {
      en: `this log begins on ${dayInWords(firstDay)}${others === 0 ? '' : `, and ${grouped(others)} more begin late`}: what is published of the days before has no line of it`,
      fr: `ce journal commence le ${dayInWords(firstDay)}${others === 0 ? '' : `, et ${grouped(others)} de plus commencent tard`} : ce qui est publié des jours d’avant n’en a aucune ligne`,
    },
    where: log,
    fix: {
      en: `if it is new, there is nothing to do; if older files of it are gone, those figures are too low: remove the state and what was published, and begin with since: ${firstWhole}`,
      fr: `s’il est nouveau, il n’y a rien à faire ; si ses fichiers plus anciens ont disparu, ces chiffres sont trop bas : supprimez l’état et ce qui est publié, et commencez par since: ${firstWhole}`,
    },
  }),
  SERVICE_SILENT: ({ lastDay }) => ({
    what: {
      en: `no log has had a line since ${dayInWords(lastDay)}: nothing is counted`,
      fr: `aucun journal n’a de ligne depuis le ${dayInWords(lastDay)} : rien n’est compté`,
    },
    fix: {
      en: 'see whether the server still writes where logs: looks; if the service has ended, say until: of its logs',
      fr: 'voyez si le serveur écrit encore là où logs: cherche ; si le service a pris fin, donnez until: à ses journaux',
    },
  }),
  LOG_GAP: ({ log, from, to, others, isOfMachine = false }) => ({
    what: {
      en: `what was read last of ${isOfMachine ? 'a log of this machine' : 'this log'} is in no file that logs: finds, so lines written between ${momentInWords(from)} and ${momentInWords(to)} may be missing${others === 0 ? '' : `, and so ${numbered(others, TIMES)} in the week before`}: the periods that hold them are published as partial`,
      fr: `ce qui a été lu en dernier ${isOfMachine ? 'd’un journal de cette machine' : 'de ce journal'} n’est dans aucun fichier que logs: trouve, si bien que des lignes écrites entre le ${momentInWords(from)} et le ${momentInWords(to)} manquent peut-être${others === 0 ? '' : `, et ainsi ${numbered(others, TIMES)} dans la semaine d’avant`} : les périodes qui les contiennent sont publiées comme partielles`,
    },
    where: log,
    fix: isOfMachine
      ? {
          en: 'comptage status on that machine names the log, and its LOG_GAP says how what is missing comes back; then export again',
          fr: 'comptage status, sur cette machine, nomme le journal, et son LOG_GAP dit comment rattraper ce qui manque ; puis exportez de nouveau',
        }
      : {
          en: 'if the rotated file is still there, in a folder of olddir for instance, give logs: a path that finds it, and run makes up for what is missing; keep more rotated files (rotate) than one from run to run',
          fr: 'si le fichier issu de la rotation est encore là, dans un dossier d’olddir par exemple, donnez à logs: un chemin qui le trouve, et run rattrape ce qui manque ; gardez plus de fichiers (rotate) qu’il n’en tourne d’une exécution à l’autre',
        },
  }),
  LOG_SEEN_AGAIN: ({ log, files, lines, lastDay }) => ({
    what: {
      en: `${grouped(lines)} lines (files: ${grouped(files)}) are of the same hours as others that were read before in files that are gone, and no fewer: if those files were edited or exported anew, what they held was counted twice`,
      fr: `${grouped(lines)} lignes (fichiers : ${grouped(files)}) sont des mêmes heures que celles de fichiers lus auparavant et disparus, et pas moins nombreuses : si ces fichiers ont été modifiés ou exportés de nouveau, leur contenu a été compté deux fois`,
    },
    where: { en: `${log}, up to ${dayInWords(lastDay)}`, fr: `${log}, jusqu’au ${dayInWords(lastDay)}` },
    fix: {
      en: 'lines of a closed period stay late: leave them, since --revise would publish them twice; edit logs only before run meets them, or mask in what the server writes',
      fr: 'les lignes d’une période close restent tardives : laissez-les, car --revise les publierait deux fois ; ne modifiez un journal qu’avant que run ne le rencontre, ou masquez dès l’écriture par le serveur',
    },
  }),
  LOG_WAITING: ({ path, why }) => ({ ...WAITING_FILE[why], where: path }),
  OUTPUT_AHEAD: ({ folder, version }) => ({
    where: folder,
    ...(version === undefined
      ? {
          what: {
            en: 'figures stand in this folder, and no file in it says of which version they are: it is left as it is',
            fr: 'ce dossier contient des chiffres, et aucun de ses fichiers ne dit de quelle version : il reste tel quel',
          },
          fix: {
            en: 'put datapackage.json of that version back; or, if what is kept here is the latest, move the folder away: comptage run publishes it anew',
            fr: 'remettez le datapackage.json de cette version ; ou, si l’état gardé ici est le plus récent, déplacez le dossier : comptage run le publie à nouveau',
          },
        }
      : {
          what: {
            en: `this folder was not published from what is kept here (its version ${version} is unknown): it is left as it is`,
            fr: `ce dossier n’a pas été publié à partir de l’état gardé ici (sa version ${version} est inconnue) : il reste tel quel`,
          },
          fix: {
            en: `1. if another configuration with this service.id publishes here (its comptage status names that version), give this one an id or an output: of its own; 2. if none does, bring the state back from its latest backup, if there is one; 3. comptage run --adopt ${typed(folder)} takes over what run published here; a folder of count or merge has to be moved away`,
            fr: `1. si une autre configuration de même service.id publie ici (son comptage status donne cette version), donnez à celle-ci un id ou un output: à elle ; 2. sinon, restaurez l’état à partir de sa dernière sauvegarde, s’il y en a une ; 3. comptage run --adopt ${typed(folder)} reprend ce que run a publié ici ; un dossier de count ou de merge est à déplacer`,
          },
        }),
  }),
  STATE_EXPORTED: ({ folder }) => ({
    what: {
      en: 'what is kept here was exported for another machine to publish: published here too, it would tell what that one hides, and its tallies would be refused there',
      fr: 'ce qui est gardé ici a été exporté pour qu’une autre machine le publie : publié ici aussi, il dirait ce que celle-ci masque, et ses décomptes y seraient refusés',
    },
    where: folder,
    fix: {
      en: 'take output: out of the configuration; or, if nobody publishes its tallies, run once with --publish-exported, which is for good',
      fr: 'retirez output: de la configuration ; ou, si personne ne publie ses décomptes, lancez une fois run avec --publish-exported, sans retour possible',
    },
  }),
  OPEN_TO_OTHERS: ({ path, why }) => ({
    what:
      why === 'writable'
        ? {
            en: 'others may write here: what lies there may be theirs',
            fr: 'd’autres peuvent écrire ici : ce qui s’y trouve est peut-être d’eux',
          }
        : {
            en: 'this is a link, which somebody else may have put there',
            fr: 'c’est un lien, que quelqu’un d’autre a pu mettre ici',
          },
    where: path,
    fix:
      why === 'writable'
        ? { en: `take that right away: chmod o-w ${typed(path)}`, fr: `ôtez-leur ce droit : chmod o-w ${typed(path)}` }
        : {
            en: `look where it leads, and take it away: ls -l ${typed(path)} && rm ${typed(path)}. A link to a folder may be yours: chown -h`,
            fr: `voyez où il mène, et retirez-le : ls -l ${typed(path)} && rm ${typed(path)}. Un lien vers un dossier peut être le vôtre : chown -h`,
          },
  }),
  // Without --state another user may be led to his own home.
  OF_ANOTHER_USER: ({ path, state }) => ({
    what: {
      en: 'this folder belongs to another user, who could not use what root writes there: nothing is written',
      fr: 'ce dossier est à un autre utilisateur, qui ne pourrait pas se servir de ce que root y écrirait : rien n’est écrit',
    },
    where: path,
    fix: {
      en: `do it as that user: sudo systemctl start comptage, or, as root, runuser -u "$(stat -c %U ${typed(path)})" -- comptage run --state ${typed(state)}; if root is to run it from now on: chown root ${typed(path)}`,
      fr: `faites-le en tant que cet utilisateur : sudo systemctl start comptage, ou, en tant que root, runuser -u "$(stat -c %U ${typed(path)})" -- comptage run --state ${typed(state)} ; si root doit désormais s’en charger : chown root ${typed(path)}`,
    },
  }),
  STATE_IN_OUTPUT: ({ folder, output }) => ({
    what: {
      en: `the state would lie in ${output}, which is published: its true counts, and the key of the noise, would be published too`,
      fr: `l’état serait dans ${output}, qui est publié : ses chiffres exacts, et la clé du bruit, le seraient aussi`,
    },
    where: folder,
    fix: {
      en: 'give state: or output: of the configuration (or --state) another folder',
      fr: 'donnez un autre dossier à state: ou à output: de la configuration (ou à --state)',
    },
  }),
  STATE_UNSOUND: ({ what, where, expected = 0, found = 0 }) => {
    const sums = expected === found ? '' : ` (${grouped(expected)} / ${grouped(found)})`
    return {
      what: { en: `${UNSOUND[what].en}${sums}`, fr: `${UNSOUND[what].fr}${sums}` },
      where,
      fix:
        what === 'folder'
          ? {
              en: 'comptage run publishes it anew, unless it is ahead of what is kept',
              fr: 'comptage run le publie à nouveau, sauf s’il est en avance sur l’état gardé',
            }
          : {
              en: 'bring the state folder back from its backup, and please report this',
              fr: 'restaurez le dossier de l’état à partir de sa sauvegarde, et signalez ce défaut, s’il vous plaît',
            },
    }
  },
  SKIP_NOT_WAITING: ({ path }) => ({
    what: { en: 'no run waits for this file', fr: 'aucune exécution n’attend ce fichier' },
    where: path,
    fix: {
      en: 'comptage status lists those that wait, with their paths',
      fr: 'comptage status donne la liste de ceux qui sont attendus, avec leurs chemins',
    },
  }),
  ADOPT_REFUSED: ({ folder, why, changed }) => ({ where: folder, ...refusedFolder(why, changed) }),
  COUNTS_FORGOTTEN: ({ folder, through, asked }) => ({
    what: {
      en: `the true counts up to ${dayInWords(through)} are deleted from this state: what is left is not the whole`,
      fr: `les comptes exacts jusqu’au ${dayInWords(through)} sont effacés de cet état : ce qui reste n’est pas le tout`,
    },
    where: folder,
    fix: FIGURES_ELSEWHERE[asked],
  }),
}

const TIMES: Both<readonly [one: string, several: string]> = { en: ['time', 'times'], fr: ['fois', 'fois'] }
