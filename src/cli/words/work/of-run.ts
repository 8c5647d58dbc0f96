import type { Both } from '../../../domain/service.ts'
import { grouped, sized, type WordsFor } from '../../language/language.ts'
import { MAKE_ROOM } from '../lists/errno-fixes.ts'

type Codes = 'DISK_LOW' | 'NOTHING_TO_READ' | 'STDIN_BESIDE_LOGS' | 'STDIN_DISORDERED' | 'STDIN_OVERLAPS'

/** What keeps a run from beginning, and what is wrong with what comes through a pipe. */
export const OF_RUN: WordsFor<Codes> = {
  DISK_LOW: ({ folder, freeBytes, wantedBytes, keptDays }) => ({
    what: {
      en: `the disk has ${sized(freeBytes)} left, a run may need ${sized(wantedBytes)}; until there is room, nothing is read${keptFor(keptDays).en}`,
      fr: `il reste ${sized(freeBytes)} sur le disque, une exécution peut en demander ${sized(wantedBytes)} ; tant que la place manque, rien n’est lu${keptFor(keptDays).fr}`,
    },
    where: folder,
    fix: MAKE_ROOM,
  }),
  NOTHING_TO_READ: () => ({
    what: {
      en: 'there is nothing to read: the configuration has neither logs: nor sources:',
      fr: 'il n’y a rien à lire : la configuration n’a ni logs: ni sources:',
    },
    where: { en: 'the configuration', fr: 'la configuration' },
    fix: {
      en: 'name the logs there; or comptage run - for one log through a pipe',
      fr: 'nommez-y les journaux ; ou comptage run - pour un journal par un tube',
    },
  }),
  STDIN_BESIDE_LOGS: () => ({
    what: {
      en: 'run - reads stdin, and the configuration has logs: what is in both would be counted twice',
      fr: 'run - lit l’entrée standard, et la configuration a logs: ; ce qui est dans les deux serait compté deux fois',
    },
    where: { en: 'the command line', fr: 'la ligne de commande' },
    fix: {
      en: 'comptage run, without -; or a configuration without logs:',
      fr: 'comptage run, sans - ; ou une configuration sans logs:',
    },
  }),
  STDIN_DISORDERED: () => ({
    what: {
      en: 'many lines of stdin go back in time by more than an hour: these are several logs, or one in the wrong order; nothing was counted',
      fr: 'beaucoup de lignes de l’entrée standard reculent de plus d’une heure : ce sont plusieurs journaux, ou un seul dans le mauvais ordre ; rien n’a été compté',
    },
    where: '-',
    fix: { en: 'one log through one pipe, the oldest first', fr: 'un journal par tube, le plus ancien d’abord' },
  }),
  STDIN_OVERLAPS: ({ lines }) => ({
    what: {
      en: `${grouped(lines)} lines of stdin are of hours that were read before, and nothing tells whether they are the same lines: they may be counted twice`,
      fr: `${grouped(lines)} lignes de l’entrée standard sont d’heures déjà lues, et rien ne dit si ce sont les mêmes lignes : elles peuvent être comptées deux fois`,
    },
    where: '-',
    fix: {
      en: 'begin each pipe before the end of the last one, and write its lines the same way each time',
      fr: 'faire commencer chaque envoi avant la fin du précédent, et écrire ses lignes toujours de la même manière',
    },
  }),
}

function keptFor(days: number | undefined): Both {
  if (days === undefined) return { en: '', fr: '' }
  // Forced rotations leave less than rotation by the day would.
  return days === 0
    ? {
        en: '; rotation may take away within a day, or have taken, lines that no run has read',
        fr: ' ; d’ici un jour, la rotation peut ôter, ou a ôté, des lignes que rien n’a lues',
      }
    : {
        en: `; rotation keeps the lines that no run has read for about ${days} more ${days === 1 ? 'day' : 'days'}`,
        fr: ` ; la rotation garde encore environ ${days} ${days === 1 ? 'jour' : 'jours'} les lignes que rien n’a lues`,
      }
}
