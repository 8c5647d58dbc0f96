import type { CountedBy } from '../../../domain/change.ts'
import type { StateProblem } from '../../../domain/problem/state-problems.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { Both } from '../../../domain/service.ts'
import { say } from '../../language/language.ts'

/** What `state check` found. */
export const UNSOUND: Readonly<Record<'database' | 'lines' | 'requests' | 'folder', Both>> = {
  database: { en: 'the database is damaged', fr: 'la base de données est endommagée' },
  lines: {
    en: 'the lines that were read and their fates do not add up',
    fr: 'les lignes lues et leurs devenirs ne s’accordent pas',
  },
  requests: {
    en: 'the lines that were counted and the uses of this table do not add up',
    fr: 'les lignes comptées et les utilisations de ce tableau ne s’accordent pas',
  },
  folder: {
    en: 'this folder is not as it was published last',
    fr: 'ce dossier n’est pas tel qu’il a été publié en dernier',
  },
}

type Refusal = Extract<StateProblem, { readonly code: 'ADOPT_REFUSED' }>['why']

/** What adopts into a state that is new. */
const MOVE_STATE: Both = {
  en: 'bring back a later copy of the state; without one, move state.db and marks.key out of the state folder, keep noise.key, and run the same command again: what is published stays, and periods that are open are counted anew from the logs that are left, as lines count now',
  fr: 'restaurez une copie plus récente de l’état ; à défaut, sortez state.db et marks.key du dossier de l’état, gardez noise.key, et relancez la même commande : ce qui est publié reste, et les périodes ouvertes sont recomptées à partir des journaux encore là, comme les lignes comptent maintenant',
}

const REFUSALS: Readonly<Record<Refusal, { readonly what: Both; readonly fix: Both }>> = {
  'nothing-there': {
    what: { en: 'there is no published folder to take over', fr: 'il n’y a pas de dossier publié à reprendre' },
    fix: {
      en: 'name the folder that holds datapackage.json, or the one above it',
      fr: 'nommez le dossier qui contient datapackage.json, ou celui qui le contient',
    },
  },
  damaged: {
    what: {
      en: 'this folder is not as it was published, and cannot be taken over',
      fr: 'ce dossier n’est pas tel qu’il a été publié, et ne peut pas être repris',
    },
    fix: {
      en: 'comptage verify FOLDER says what is wrong; bring it back from a copy in which it finds no fault',
      fr: 'comptage verify DOSSIER dit ce qui ne va pas ; restaurez-le à partir d’une copie où il ne trouve pas de défaut',
    },
  },
  'of-count': {
    what: {
      en: 'this folder was made by count, which closes nothing for good: there is nothing to take over',
      fr: 'ce dossier a été fait par count, qui ne clôt rien : il n’y a rien à reprendre',
    },
    fix: {
      en: 'move it away; run publishes what the logs still hold',
      fr: 'déplacez-le ; run publie ce que les journaux contiennent encore',
    },
  },
  'other-service': {
    what: { en: 'this folder is of another service', fr: 'ce dossier est celui d’un autre service' },
    fix: { en: 'see service.id of the configuration', fr: 'voyez service.id dans la configuration' },
  },
  'tier-missing': {
    what: {
      en: 'this folder is missing, and what was published in it would be lost: the one beside it names it',
      fr: 'ce dossier manque, et ce qui y a été publié serait perdu : celui d’à côté le nomme',
    },
    fix: {
      en: 'bring it back from a copy of the same version as the other folder',
      fr: 'restaurez-le à partir d’une copie de la même version que l’autre dossier',
    },
  },
  'counted-only': {
    what: {
      en: 'this state has counted already, and has published nothing by which the folder could be known as what became of it',
      fr: 'cet état a déjà compté, et n’a rien publié qui permette de reconnaître dans ce dossier sa suite',
    },
    fix: MOVE_STATE,
  },
  'state-in-use': {
    what: {
      en: 'this state has counted already, and the folder has nothing that was published after it: there is nothing to take over',
      fr: 'cet état a déjà compté, et le dossier n’a rien qui ait été publié après lui : il n’y a rien à reprendre',
    },
    fix: {
      en: 'comptage run goes on by itself; where it stops with OUTPUT_AHEAD, move state.db and marks.key out of the state folder, keep noise.key, and try again',
      fr: 'comptage run continue de lui-même ; s’il s’arrête sur OUTPUT_AHEAD, sortez state.db et marks.key du dossier de l’état, gardez noise.key, et recommencez',
    },
  },
  'other-history': {
    what: {
      en: 'this folder is not what became of this state: something that the state has published does not stand in it as it was, or was revised since',
      fr: 'ce dossier n’est pas la suite de cet état : quelque chose que l’état a publié n’y est pas tel quel, ou a été révisé depuis',
    },
    fix: MOVE_STATE,
  },
  'counted-otherwise': {
    what: {
      en: 'the way of counting, or the language of the columns, changed between this state and what was published last in this folder: it cannot go on from there',
      fr: 'la façon de compter, ou la langue des colonnes, a changé entre cet état et ce qui a été publié en dernier dans ce dossier : il ne peut pas continuer à partir de là',
    },
    fix: MOVE_STATE,
  },
}

const COUNTED_BY_WORDS: Readonly<Record<CountedBy, Both>> = {
  timezone: { en: 'timezone:', fr: 'timezone:' },
  hosts: { en: 'the hosts of the service, or of referrers:', fr: 'les hôtes du service, ou de referrers:' },
  sources: { en: 'the machines of sources:', fr: 'les machines de sources:' },
  features: { en: 'features:', fr: 'features:' },
  families: { en: 'families:', fr: 'families:' },
  tables: { en: 'the tables of datasets:', fr: 'les tableaux de datasets:' },
  thresholds: { en: 'protection.k', fr: 'protection.k' },
  language: { en: 'language:', fr: 'language:' },
  robots: { en: 'the list of robots, with the program', fr: 'la liste des robots, avec le programme' },
  formats: { en: 'the formats of the logs', fr: 'les formats des journaux' },
}

/** Why a folder is not taken over: what lines count by, where that is known to have changed. */
export function refusedFolder(
  why: Refusal,
  changed: readonly CountedBy[] = [],
): { readonly what: Both; readonly fix: Both } {
  const refused = REFUSALS[why]
  if (changed.length === 0) return refused
  const names = changed.map((one) => say(COUNTED_BY_WORDS[one])).join(', ')
  return {
    ...refused,
    what: {
      en: `what lines are counted by changed between this state and what was published last in this folder (${names}): it cannot go on from there`,
      fr: `ce d’après quoi les lignes sont comptées a changé entre cet état et ce qui a été publié en dernier dans ce dossier (${names}) : il ne peut pas continuer à partir de là`,
    },
  }
}

type OfAnother = Pick<Extract<Problem, { code: 'STATE_OF_ANOTHER' }>, 'owner' | 'service' | 'configuration'>

/** A state is of another service than the configuration, or of another configuration of the same. */
export function ofAnother({ owner, service, configuration }: OfAnother): { readonly what: Both; readonly fix: Both } {
  if (configuration !== undefined)
    return {
      what: {
        en: `what is kept here is that of ${configuration}, which is of the service ${service} too, and publishes elsewhere or reads other logs: nothing was read or changed`,
        fr: `ce qui est gardé ici est celui de ${configuration}, qui est aussi du service ${service}, et publie ailleurs ou lit d’autres journaux : rien n’a été lu ni modifié`,
      },
      fix: {
        en: `give this configuration a state: (or a service.id) of its own; where it takes the place of the other, delete or rename ${configuration}`,
        fr: `donnez à cette configuration un state: (ou un service.id) à elle ; si elle remplace l’autre, supprimez ou renommez ${configuration}`,
      },
    }
  return {
    what: {
      en: `what is kept here is of the service ${owner}, and the configuration is that of ${service}: nothing was read or changed`,
      fr: `ce qui est gardé ici est du service ${owner}, et la configuration est du service ${service} : rien n’a été lu ni modifié`,
    },
    fix: {
      en: `name another folder with state: (or --state) for ${service}, or set service.id back to ${owner}`,
      fr: `nommez un autre dossier avec state: (ou --state) pour ${service}, ou remettez service.id à ${owner}`,
    },
  }
}

/** What is wrong with a key. */
export const KEYS = {
  missing: { en: 'is gone', fr: 'a disparu' },
  'open-to-others': { en: 'can be read by others', fr: 'peut être lue par d’autres' },
  damaged: { en: 'is damaged', fr: 'est abîmée' },
  another: { en: 'is another one', fr: 'n’est plus la même' },
} as const satisfies Record<string, Both>

/** What else gives figures, where true counts are deleted. */
export const FIGURES_ELSEWHERE = {
  tally: {
    en: 'let comptage run publish this service; comptage tally counts what the logs still hold',
    fr: 'laissez comptage run publier ce service ; comptage tally compte ce que les journaux contiennent encore',
  },
  compare: {
    en: 'compare later periods, or audit the published folder: comptage audit FOLDER --compare …',
    fr: 'comparez des périodes suivantes, ou auditez le dossier publié : comptage audit DOSSIER --compare …',
  },
} as const satisfies Record<string, Both>

/** A file, or what was joined to it, that begins like a log that was read further: all of it stands there too, or it cannot be compared. */
export const WAITING_FILE: Readonly<Record<'part' | 'copy', { readonly what: Both; readonly fix: Both }>> = {
  part: {
    what: {
      en: 'all of this file, or of what was added to it, stands at the start of another log too, and is counted there alone',
      fr: 'tout ce fichier, ou tout ce qui y a été ajouté, se trouve aussi au début d’un autre journal, et n’est compté que là',
    },
    fix: {
      en: 'if it is a copy, finish or remove it; if logs are joined in it, finish that; if it is the first piece of a log that is there as a whole too, name either the whole or the pieces in logs:, since the other pieces count twice; leave a log of its own: what waits is counted once a line differs',
      fr: 'si c’est une copie, achevez-la ou supprimez-la ; si des journaux y sont réunis, achevez de les réunir ; si c’est le premier morceau d’un journal qui est aussi là en entier, ne citez dans logs: que le tout ou que les morceaux, car les autres morceaux comptent deux fois ; laissez un journal à part : ce qui attend est compté dès qu’une ligne diffère',
    },
  },
  copy: {
    what: {
      en: 'this file, or what was added to it, begins like a log that was read further, and that cannot be compared with it: it is not counted',
      fr: 'ce fichier, ou ce qui y a été ajouté, commence comme un journal lu plus loin, auquel il ne peut être comparé : il n’est pas compté',
    },
    fix: {
      en: 'if it is a copy, finish or remove it; if not, let one run find both: it compares them',
      fr: 'si c’est une copie, achevez-la ou supprimez-la ; sinon, qu’une exécution trouve les deux : elle les compare',
    },
  },
}

/** SQLite names this to whoever may only read, and the cause is neither the disk nor its rights. */
export const STOPPED_WRITING: Readonly<Record<'what' | 'fix', Both>> = {
  what: {
    en: 'a run was stopped before its end, while it wrote what is kept between runs',
    fr: 'une exécution a été arrêtée avant la fin, alors qu’elle écrivait l’état gardé entre les exécutions',
  },
  fix: {
    en: 'run comptage run: it takes back what is half written and goes on; no line is lost or counted twice',
    fr: 'lancez comptage run : il annule ce qui est écrit à moitié et reprend ; aucune ligne n’est perdue ni comptée deux fois',
  },
}

/** What to do about it, for the message of the next run and for `status`. */
export function seeWhyLong(pid: number | undefined): Both {
  return {
    en: `see what it waits for${processOf(pid)}; if it hangs, end it: the next run goes on where it was`,
    fr: `voyez ce qu’elle attend${processOf(pid)} ; si elle est bloquée, arrêtez-la : la prochaine exécution reprend où elle en était`,
  }
}

export function processOf(pid: number | undefined): string {
  return pid === undefined ? '' : ` (pid ${pid})`
}
