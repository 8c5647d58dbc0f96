import type { Fate } from '../../../domain/fate.ts'
import type { DraftOf, UseProblem } from '../../../domain/problem/use-problems.ts'
import type { Both } from '../../../domain/service.ts'
import { countOfLines, listed, meaning, type WordsFor } from '../../language/language.ts'
import { WRITE_FIXES } from '../lists/errno-fixes.ts'
import { FATE_WORDS } from '../lists/line-words.ts'

const COMMAND_LINE: Both = { en: 'the command line', fr: 'la ligne de commande' }

const OF_ORDINARY_DAYS: Both = { en: 'take a log of ordinary days', fr: 'prenez le journal de jours ordinaires' }

/** By what most lines of a log were, of which `init` learns nothing. */
const FIXES_OF_UNLEARNT: Partial<Readonly<Record<Fate, Both>>> = {
  malformed: {
    en: 'leave --format out, and the format is looked for; or name the right one',
    fr: 'ôtez --format, et le format sera cherché ; ou donnez le bon',
  },
  robot: {
    en: 'if programs use this service, as they do an API, write its features yourself, with clients: all (openapi: makes them of a description); if not, take a log of ordinary days',
    fr: 'si des programmes utilisent ce service, comme une API, écrivez vous-même ses fonctionnalités, avec clients: all (openapi: les fait d’une description) ; sinon, prenez le journal de jours ordinaires',
  },
  asset: {
    en: 'if such files are what this service gives, as map tiles are, write its features yourself, with assets: count; if not, take a log of ordinary days',
    fr: 'si de tels fichiers sont ce que donne ce service, comme des tuiles de carte, écrivez vous-même ses fonctionnalités, avec assets: count ; sinon, prenez le journal de jours ordinaires',
  },
}

export const OF_USE: WordsFor<UseProblem['code']> = {
  FOLDER_GONE: () => ({
    what: {
      en: 'the folder in which this was asked for is gone: it was deleted, or moved away',
      fr: 'le dossier où ceci a été demandé n’existe plus : il a été supprimé, ou déplacé',
    },
    where: { en: 'the working folder', fr: 'le dossier courant' },
    fix: { en: 'cd into a folder that is there', fr: 'cd vers un dossier qui existe' },
  }),
  SINCE_AFTER_UNTIL: ({ since, until }) => ({
    what: {
      en: `--since ${since} is after --until ${until}, so no day is left`,
      fr: `--since ${since} est après --until ${until}, et il ne reste aucun jour`,
    },
    where: {
      en: 'the command line, or since: of the configuration',
      fr: 'la ligne de commande, ou since: de la configuration',
    },
    fix: { en: 'both days are included; exchange them', fr: 'les deux jours sont compris ; échangez-les' },
  }),
  NO_SUCH_TABLE: ({ name, known, nearest }) => ({
    what: {
      en: `there is no table "${name}"${meaning(nearest)}`,
      fr: `le tableau « ${name} » n’existe pas${meaning(nearest)}`,
    },
    where: { en: 'the option --dataset', fr: 'l’option --dataset' },
    fix: { en: `one of ${known.join(', ')}`, fr: `au choix : ${known.join(', ')}` },
  }),
  NO_OUTPUT: ({ option }) => ({
    what: { en: `${option} publishes, and nothing says where`, fr: `${option} publie, et rien ne dit où` },
    where: { en: 'the configuration has no output:', fr: 'la configuration n’a pas de output:' },
    fix:
      option === '--write'
        ? {
            en: 'say output: in the configuration, or use -o DIR',
            fr: 'indiquez output: dans la configuration, ou employez -o DOSSIER',
          }
        : {
            en: 'revise on the machine that publishes, whose configuration has output:',
            fr: 'révisez sur la machine qui publie, dont la configuration a output:',
          },
  }),
  FILE_EXISTS: ({ path, draft }) => ({
    what: { en: `${path} exists, and is left as it is`, fr: `${path} existe déjà, et reste tel quel` },
    where: path,
    fix:
      draft === 'system'
        ? {
            en: 'write over it with --force; or elsewhere, with -o FILE in the place of --system',
            fr: 'écrivez par-dessus avec --force ; ou ailleurs, avec -o FICHIER à la place de --system',
          }
        : {
            en: 'write the draft elsewhere with -o FILE, or over it with --force',
            fr: 'écrivez le brouillon ailleurs avec -o FICHIER, ou par-dessus avec --force',
          },
  }),
  FILE_OF_ANOTHER: ({ path }) => ({
    what: {
      en: 'there is a file already, and it is none that this command has written: it would be lost',
      fr: 'un fichier s’y trouve déjà, que cette commande n’a pas écrit : il serait perdu',
    },
    where: path,
    fix: {
      en: 'name another file; if this one may go, remove it first',
      fr: 'nommez un autre fichier ; si celui-ci peut disparaître, supprimez-le d’abord',
    },
  }),
  FOLDER_OF_ANOTHER: ({ folder, file }) => ({
    what: {
      en: `this folder has files, as ${file}, and none says that comptage wrote it: some could be lost`,
      fr: `ce dossier contient des fichiers, dont ${file}, et aucun ne dit que comptage l’a écrit : certains pourraient être perdus`,
    },
    where: folder,
    fix: {
      en: 'choose another folder (output: or -o) or another service.id; or move these files away',
      fr: 'choisissez un autre dossier (output: ou -o) ou un autre service.id ; ou déplacez ces fichiers',
    },
  }),
  AMONG_OPEN_DATA: ({ path, folder }) => ({
    what: {
      en: `true counts are for this file, and ${folder} is published: they would be published with it`,
      fr: `les chiffres exacts sont pour ce fichier, et ${folder} est publié : ils le seraient avec lui`,
    },
    where: path,
    fix: {
      en: 'keep it in another folder, where only its owner reads',
      fr: 'gardez-le dans un autre dossier, que seul son propriétaire lit',
    },
  }),
  NO_LOG_FOUND: ({ server }) => ({
    what:
      server === undefined
        ? {
            en: 'no log is named, and no web server of this machine says where it writes one',
            fr: 'aucun journal n’est nommé, et aucun serveur web de cette machine ne dit où il en écrit un',
          }
        : {
            en: 'no log is named, and this file cannot be read, or says of none in which folder it is',
            fr: 'aucun journal n’est nommé, et ce fichier ne se lit pas, ou ne dit d’aucun dans quel dossier il est',
          },
    where: server ?? COMMAND_LINE,
    fix: {
      en: 'name a log: comptage init /var/log/nginx/access.log*',
      fr: 'nommez un journal : comptage init /var/log/nginx/access.log*',
    },
  }),
  NOTHING_LEARNT: ({ linesRead, wereNamed, commonest }) => ({
    what:
      linesRead === 0
        ? {
            en: 'the logs have no line, so there is nothing to propose',
            fr: 'les journaux n’ont aucune ligne : il n’y a rien à proposer',
          }
        : {
            en: `of ${countOfLines(linesRead)} none is a page that a person used, so there is nothing to propose${mostWere(commonest).en}`,
            fr: `sur ${countOfLines(linesRead)}, aucune n’est une page utilisée par une personne : il n’y a rien à proposer${mostWere(commonest).fr}`,
          },
    where: wereNamed
      ? { en: 'the logs that were named', fr: 'les journaux nommés' }
      : {
          en: 'the logs that web servers of this machine write',
          fr: 'les journaux qu’écrivent les serveurs web de cette machine',
        },
    fix: (commonest && FIXES_OF_UNLEARNT[commonest]) ?? OF_ORDINARY_DAYS,
  }),
  // The command line made the message, and in the language that is spoken.
  USAGE: ({ message }) => ({
    what: { en: message, fr: message },
    where: COMMAND_LINE,
    fix: {
      en: 'comptage --help, or comptage COMMAND --help',
      fr: 'comptage --help, ou comptage COMMANDE --help',
    },
  }),
  REQUEST_TOO_LONG: ({ limit }) => ({
    what: {
      en: `a request longer than ${limit} bytes fits no log line`,
      fr: `une requête de plus de ${limit} octets ne tient dans aucune ligne de journal`,
    },
    where: COMMAND_LINE,
    fix: { en: 'type a shorter one', fr: 'donnez-en une plus courte' },
  }),
  SHAPE_NEEDS_USES: ({ shape, table }) => ({
    what: {
      en: `${shape} needs uses by feature, which ${table} is not`,
      fr: `${shape} demande des utilisations par fonctionnalité, ce que ${table} n’est pas`,
    },
    where: { en: 'the option --as', fr: 'l’option --as' },
    fix: {
      en: 'choose with --dataset a table of a period and feature, with the measure requests',
      fr: 'choisissez par --dataset un tableau par période et feature, avec la mesure requests',
    },
  }),
  NODE_OPTIONS_REFUSED: ({ flag }) => ({
    what: {
      en: `Node is told to write memory or reports to disk (${flag}), which would hold log lines`,
      fr: `Node a pour consigne d’écrire sa mémoire ou des rapports sur le disque (${flag}) : ils contiendraient des lignes de journal`,
    },
    where: { en: 'NODE_OPTIONS, or the flags of node itself', fr: 'NODE_OPTIONS, ou les options de node lui-même' },
    fix: { en: 'unset it for this program', fr: 'ôtez cette consigne pour ce programme' },
  }),
  WRITE_FAILED: ({ path, errno, draft }) => ({
    what: {
      en: `writing failed (${errno})${path === '-' ? '' : '; what stood there before is intact'}`,
      fr: `l’écriture a échoué (${errno})${path === '-' ? '' : ' ; ce qui s’y trouvait avant est intact'}`,
    },
    where: path === '-' ? { en: 'stdout', fr: 'la sortie standard' } : path,
    fix: (draft && draftFix(draft, errno)) ??
      WRITE_FIXES[errno] ?? {
        en: 'check that this user may write there',
        fr: 'vérifiez que cet utilisateur a le droit d’y écrire',
      },
  }),
  PAGE_TAKEN: ({ path }) => ({
    what: {
      en: `${path} is not one of ours, and stays as it is: the page or feed of all services is not written there`,
      fr: `${path} n’est pas de nous et reste tel quel : la page ou le flux de tous les services n’y est pas écrit`,
    },
    fix: {
      en: 'nothing, if it is yours; else move it away',
      fr: 'rien, s’il est à vous ; sinon, déplacez-le',
    },
  }),
  SERVICE_LEFT_OUT: ({ folder }) => ({
    what: {
      en: `${folder}, in the same output folder, is left out of the page of all services: its latest.json cannot be read, or is that of another folder`,
      fr: `${folder}, dans le même dossier de sortie, est absent de la page de tous les services : son latest.json est illisible, ou celui d’un autre dossier`,
    },
    fix: {
      en: 'publish it again with this version of the program; move a copy elsewhere',
      fr: 'publiez-le de nouveau avec cette version du programme ; déplacez une copie ailleurs',
    },
  }),
  PERIODS_PARTIAL: ({ table, periods, open, isMerged }) => ({
    what: open
      ? {
          en: `${table}: not closed yet, since more lines may come: ${listed(periods)}`,
          fr: `${table} : périodes pas encore closes, car des lignes peuvent encore venir : ${listed(periods)}`,
        }
      : {
          en: `${table}: the logs cover only a part of ${listed(periods)}`,
          fr: `${table} : les journaux ne couvrent qu’une partie de ${listed(periods)}`,
        },
    fix: isMerged
      ? {
          en: 'the metadata of a folder says so; merge tallies of machines whose logs hold all of these periods',
          fr: 'les métadonnées d’un dossier le disent ; fusionnez les décomptes de machines dont les journaux contiennent ces périodes en entier',
        }
      : open
        ? openFix(open)
        : {
            en: 'the metadata of a folder says so; publish whole periods alone, with --since and --until, or write since: if the service opened on their first day',
            fr: 'les métadonnées d’un dossier le disent ; ne publiez que les périodes entières, avec --since et --until, ou écrivez since: si le service a ouvert leur premier jour',
          },
  }),
  LICENCE_NOT_FOR_ADMINISTRATIONS: ({ tier, licence }) => ({
    what: {
      en: `a French administration may not choose ${licence} by itself`,
      fr: `une administration française ne peut pas choisir ${licence} d’elle-même`,
    },
    where: { en: `licences.${tier} of the configuration`, fr: `licences.${tier} de la configuration` },
    fix: {
      en: 'etalab-2.0 or ODbL-1.0, or have it approved; anyone else may ignore this',
      fr: 'etalab-2.0 ou ODbL-1.0, ou une homologation ; les autres producteurs peuvent passer outre',
    },
  }),
  LICENCE_NOT_SHARE_ALIKE: ({ licence }) => ({
    what: {
      en: `${licence} has no share-alike clause: what is made from the detailed data need not come back to anyone`,
      fr: `${licence} n’a pas de clause de partage à l’identique : ce qui est tiré des données détaillées peut ne revenir à personne`,
    },
    where: { en: 'licences.detail of the configuration', fr: 'licences.detail de la configuration' },
    fix: {
      en: 'ODbL-1.0 or CC-BY-SA-4.0 have one; comptage licences lists them',
      fr: 'ODbL-1.0 et CC-BY-SA-4.0 en ont une ; comptage licences en donne la liste',
    },
  }),
  PUBLISHER_UNNAMED: ({ service }) => ({
    what: {
      en: `no publisher is named: “${service}” stands for it, also in the sentence that a licence asks reusers to give`,
      fr: `aucun producteur n’est nommé : « ${service} » en tient lieu, jusque dans la mention qu’une licence demande aux réutilisateurs`,
    },
    where: { en: 'service.publisher of the configuration', fr: 'service.publisher de la configuration' },
    fix: {
      en: 'publisher: { name: City of Example } below service:',
      fr: 'publisher: { name: Ville d’Exemple } sous service:',
    },
  }),
}

function draftFix(draft: DraftOf, errno: string): Both | undefined {
  const isRefused = errno === 'EACCES' || errno === 'EPERM'
  return isRefused ? MAY_NOT_DRAFT[draft] : DRAFT_FIXES[errno]
}

const MAY_NOT_DRAFT: Readonly<Record<DraftOf, Both>> = {
  operator: {
    en: 'this user may not write there: write the draft elsewhere with -o FILE',
    fr: 'cet utilisateur n’a pas le droit d’y écrire : écrivez le brouillon ailleurs avec -o FICHIER',
  },
  system: {
    en: 'only root may write there: sudo comptage init --system',
    fr: 'seul root a le droit d’y écrire : sudo comptage init --system',
  },
}

const DRAFT_FIXES: Readonly<Record<string, Both>> = {
  ELOOP: {
    en: 'this is a link, and a draft is written through none: remove it first',
    fr: 'c’est un lien, et un brouillon n’est écrit à travers aucun : supprimez-le d’abord',
  },
  ENXIO: {
    en: 'this is a pipe or a socket: remove it first',
    fr: 'c’est un tube ou un socket : supprimez-le d’abord',
  },
}

/** What became of the lines of which none is of use to a draft. */
function openFix({ hours, until }: { readonly hours: number; readonly until?: string }): Both {
  return {
    en: `give logs that reach ${hours} h past their end, which closes them${until === undefined ? '' : `; --until ${until} leaves them out`}; comptage run waits by itself`,
    fr: `donnez des journaux qui vont ${hours} h au-delà de leur fin, ce qui les clôt${until === undefined ? '' : ` ; --until ${until} les écarte`} ; comptage run attend de lui-même`,
  }
}

function mostWere(commonest: Fate | undefined): Both {
  if (commonest === undefined || commonest === 'counted') return { en: '', fr: '' }
  if (commonest === 'malformed')
    return { en: ': most do not fit the format', fr: ', car la plupart ne suivent pas le format' }
  return {
    en: `; most were ${FATE_WORDS[commonest].en}`,
    fr: ` ; le sort le plus fréquent : ${FATE_WORDS[commonest].fr}`,
  }
}
