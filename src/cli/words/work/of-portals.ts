import type { AddressFault, DatasetFault } from '../../../domain/problem.ts'
import type { PortalProblem } from '../../../domain/problem/portal-problems.ts'
import type { Both } from '../../../domain/service.ts'
import { listed, type WordsFor } from '../../language/language.ts'

export const OF_PORTALS: WordsFor<PortalProblem['code']> = {
  DATASET_NOT_FOUND: ({ path }) => ({
    what: { en: 'there is no datapackage.json', fr: 'il n’y a pas de datapackage.json' },
    where: path,
    fix: /^https?:/i.test(path)
      ? {
          en: 'nothing is fetched here: fetch SHA256SUMS and each file that it names (docs/reuse.md), and name the folder that holds them',
          fr: 'rien n’est récupéré ici : récupérez SHA256SUMS et chaque fichier qu’il nomme (docs/reuse.md), puis désignez le dossier qui les contient',
        }
      : {
          en: 'name the folder of one dataset: comptage run, or comptage count --write, makes it below output:',
          fr: 'désignez le dossier d’un jeu de données : comptage run, ou comptage count --write, le crée sous output:',
        },
  }),
  DATASET_DAMAGED: ({ file, why, asked, property }) => ({
    what: {
      en: `the folder is not as it was published: ${DATASET_FAULTS[why].en}; ${asked === 'send' ? 'nothing was sent' : 'nothing is judged by it'}`,
      fr: `le dossier n’est pas tel qu’il a été publié : ${DATASET_FAULTS[why].fr} ; ${asked === 'send' ? 'rien n’a été envoyé' : 'rien n’est jugé d’après lui'}`,
    },
    where: property === undefined ? file : `${file}, ${property}`,
    fix: {
      en: 'comptage run writes its folder anew, comptage count --write the one that it made; fetch a copy of another one again',
      fr: 'comptage run écrit de nouveau son dossier, comptage count --write celui qu’il a fait ; récupérez de nouveau la copie d’un autre',
    },
  }),
  PORTAL_KEY: ({ variable, why }) => ({
    what:
      why === 'missing'
        ? { en: 'the portal wants a key', fr: 'le portail demande une clé' }
        : {
            en: 'the key has a character that no key has',
            fr: 'la clé contient un caractère qu’aucune clé ne contient',
          },
    where: { en: `the environment, ${variable}`, fr: `l’environnement, ${variable}` },
    fix: {
      en: 'take it from your profile on the portal, and set this variable to it; a systemd unit reads it with EnvironmentFile=',
      fr: 'prenez-la dans votre profil sur le portail, et donnez-la à cette variable ; une unité systemd la lit par EnvironmentFile=',
    },
  }),
  PORTAL_ADDRESS: ({ why, portal }) => ({
    what: { en: `--url ${PORTAL_ADDRESSES[why].en}`, fr: `--url ${PORTAL_ADDRESSES[why].fr}` },
    where: { en: 'the option --url', fr: 'l’option --url' },
    fix: {
      en: `give the address of the portal (${portal}), as https://www.example.org`,
      fr: `donnez l’adresse du portail (${portal}), comme https://www.example.org`,
    },
  }),
  PORTAL_DATASET: ({ dataset, why, found }) => ({
    what: { en: DATASETS[why].en[0], fr: DATASETS[why].fr[0] },
    where: found === undefined ? dataset : { en: `${dataset}: ${listed(found)}`, fr: `${dataset} : ${listed(found)}` },
    fix: { en: DATASETS[why].en[1], fr: DATASETS[why].fr[1] },
  }),
  PORTAL_AHEAD: ({ dataset, there, version }) => ({
    what: {
      en: `the portal has version ${there}, and the folder is ${version}: it would be taken back`,
      fr: `le portail a la version ${there}, et le dossier est en ${version} : ce serait un retour en arrière`,
    },
    where: dataset,
    fix: {
      en: 'send the folder that is published now; to take the later version back all the same, say --older',
      fr: 'envoyez le dossier publié actuellement ; pour revenir en arrière malgré tout, indiquez --older',
    },
  }),
  PORTAL_ORGANIZATION: ({ why, organization }) => ({
    what:
      why === 'absent'
        ? {
            en: `the portal has no organization "${organization ?? ''}"`,
            fr: `le portail n’a pas d’organisation « ${organization ?? ''} »`,
          }
        : {
            en: 'CKAN keeps a new dataset from the public until it is complete only for an organization',
            fr: 'CKAN ne garde un nouveau jeu de données à l’abri du public, jusqu’à ce qu’il soit complet, que pour une organisation',
          },
    where: { en: 'the option --organization', fr: 'l’option --organization' },
    fix: {
      en: 'give the identifier that stands in the address of its page',
      fr: 'donnez l’identifiant qui figure dans l’adresse de sa page',
    },
  }),
  PORTAL_LICENCE: ({ licence }) => ({
    what: {
      en: `the portal has no name for the licence ${licence}`,
      fr: `le portail n’a pas de nom pour la licence ${licence}`,
    },
    where: { en: 'its list of licences', fr: 'sa liste de licences' },
    fix: {
      en: 'ask whoever runs the portal to add it, or choose another one: licences: of the configuration',
      fr: 'demandez son ajout à qui tient le portail, ou choisissez-en une autre : licences: de la configuration',
    },
  }),
  PORTAL_FORGETS: ({ call, field }) => ({
    what: {
      en: `the portal did not keep ${field}, by which this is found again: each run would put it there anew`,
      fr: `le portail n’a pas gardé ${field}, qui permet de retrouver ceci : chaque exécution l’y remettrait`,
    },
    where: call,
    fix: {
      en: 'ask whoever runs the portal to keep this field; until then, serve the folder and have it harvested (docs/publish.md)',
      fr: 'demandez à qui tient le portail de garder ce champ ; d’ici là, servez le dossier et faites-le moissonner (docs/publish.md, en anglais)',
    },
  }),
  PORTAL_DENIED: ({ call, status, message }) => ({
    what: {
      en: `the portal does not let this key do that (status ${said(status, message)})`,
      fr: `le portail ne permet pas cela à cette clé (code ${said(status, message)})`,
    },
    where: call,
    fix: {
      en: 'check the key, and that its owner may edit the dataset or belongs to the organization',
      fr: 'vérifiez la clé, et que son titulaire peut modifier le jeu de données ou appartient à l’organisation',
    },
  }),
  PORTAL_REFUSED: ({ call, status, message }) => ({
    what: {
      en: `the portal refuses (status ${said(status, message)})`,
      fr: `le portail refuse (code ${said(status, message)})`,
    },
    where: call,
    fix: REFUSALS[status] ?? {
      en: 'what was sent before stays; a new run does the rest',
      fr: 'ce qui a été envoyé avant reste ; relancer fera la suite',
    },
  }),
  PORTAL_REDIRECT: ({ call, to }) =>
    to === undefined
      ? {
          what: {
            en: 'the portal leads this call to another address of its own; what writes is not sent on, and nothing more than three times',
            fr: 'le portail renvoie cet appel à une autre de ses adresses ; ce qui écrit ne suit pas, et rien ne suit plus de trois fois',
          },
          where: call,
          fix: {
            en: 'look at the path of --url, below which the API stands; if it is right, ask whoever runs the portal',
            fr: 'regardez le chemin de --url, sous lequel se trouve l’API ; s’il est bon, demandez à qui tient le portail',
          },
        }
      : {
          what: {
            en: 'the portal leads elsewhere, where neither the key nor the data go',
            fr: 'le portail renvoie ailleurs, où ne vont ni la clé ni les données',
          },
          where: { en: `${call}, to ${to}`, fr: `${call}, vers ${to}` },
          fix: {
            en: `if that is the portal, say --url ${to}`,
            fr: `si c’est bien là le portail, indiquez --url ${to}`,
          },
        },
  PORTAL_ANSWER: ({ call, why }) => ({
    what: {
      en: `the portal answers what it should not: ${ANSWERS[why].en}`,
      fr: `le portail répond ce qu’il ne devrait pas : ${ANSWERS[why].fr}`,
    },
    where: call,
    fix: {
      en: 'check --url: it is the address of the portal, and --to its kind',
      fr: 'vérifiez --url : c’est l’adresse du portail, et --to en est le genre',
    },
  }),
  PORTAL_UNREACHABLE: ({ call, why }) => ({
    what: /^\d+$/.test(why)
      ? {
          en: `the portal is out of order or busy (${why})`,
          fr: `le portail est en panne ou occupé (${why})`,
        }
      : { en: `the portal cannot be reached (${why})`, fr: `le portail est injoignable (${why})` },
    where: call,
    fix: why.startsWith('PROXY_')
      ? {
          en: 'look at HTTPS_PROXY, as http://HOST:PORT; NO_PROXY names the hosts that are asked without it',
          fr: 'regardez HTTPS_PROXY, comme http://HOST:PORT ; NO_PROXY nomme les hôtes joints sans lui',
        }
      : {
          en: 'run the same again later: what was sent stays, and the rest follows',
          fr: 'relancez la même commande plus tard : ce qui a été envoyé reste, et la suite viendra',
        },
  }),
}

function said(status: number, message: string): string {
  return message === '' ? String(status) : `${status}: ${message}`
}

/** Why a published folder is neither sent nor judged. */
const DATASET_FAULTS: Readonly<Record<DatasetFault, Both>> = {
  absent: { en: 'a file is missing', fr: 'un fichier manque' },
  'another-kind': {
    en: 'this is a link, a folder or a device where something else should be',
    fr: 'il y a un lien, un dossier ou un périphérique là où il faut autre chose',
  },
  unreadable: { en: 'a file cannot be read', fr: 'un fichier ne peut pas être lu' },
  'not-json': { en: 'this is not JSON', fr: 'ce n’est pas du JSON' },
  unexpected: { en: 'something else stands here', fr: 'autre chose est écrit ici' },
  size: { en: 'a file has another size', fr: 'un fichier a une autre taille' },
  checksum: { en: 'a file has another content', fr: 'un fichier a un autre contenu' },
  'not-listed': { en: 'SHA256SUMS does not have this file', fr: 'SHA256SUMS n’a pas ce fichier' },
}

/** Why nothing is sent to this address; after the option --url. */
const PORTAL_ADDRESSES: Readonly<Record<AddressFault, Both>> = {
  missing: {
    en: 'is missing: this portal has no usual address',
    fr: 'manque : ce portail n’a pas d’adresse habituelle',
  },
  malformed: { en: 'is no address', fr: 'n’est pas une adresse' },
  credentials: {
    en: 'has a name or a password in it; keys come from the environment',
    fr: 'contient un nom ou un mot de passe ; les clés viennent de l’environnement',
  },
  query: { en: 'ends where its path ends, without ? and #', fr: 'finit avec son chemin, sans ? ni #' },
  insecure: {
    en: 'is not https: the key could be read on its way',
    fr: 'n’est pas en https : la clé pourrait être lue en chemin',
  },
}

/** Why a dataset of a portal is not brought up to date, and what to do. */
const DATASETS = {
  absent: {
    en: ['the portal has no such dataset', 'check --dataset; without it, a new one is created'],
    fr: ['le portail n’a pas ce jeu de données', 'vérifiez --dataset ; sans cette option, un nouveau est créé'],
  },
  deleted: {
    en: ['the dataset was deleted on the portal', 'restore it there, or leave out --dataset to create another one'],
    fr: [
      'le jeu de données a été supprimé sur le portail',
      'restaurez-le là-bas, ou ôtez --dataset pour en créer un autre',
    ],
  },
  several: {
    en: [
      'several datasets bear the name of this folder',
      'delete those that are too many on the portal, or say which one is right with --dataset',
    ],
    fr: [
      'plusieurs jeux de données portent le nom de ce dossier',
      'supprimez ceux qui sont de trop sur le portail, ou dites lequel est le bon par --dataset',
    ],
  },
  'not-ours': {
    en: [
      'the portal has a dataset of this name that comptage did not make',
      'if it is to become this one, name it with --dataset; else choose another service.id',
    ],
    fr: [
      'le portail a un jeu de données de ce nom que comptage n’a pas fait',
      's’il doit devenir celui-ci, nommez-le par --dataset ; sinon, choisissez un autre service.id',
    ],
  },
  another: {
    en: ['this is the dataset of another folder', 'name the right one with --dataset, or leave it out'],
    fr: ['c’est le jeu de données d’un autre dossier', 'nommez le bon par --dataset, ou ôtez cette option'],
  },
  'at-once': {
    en: [
      'another publish was making this dataset at the same moment; the one that was made here is deleted',
      'run the same again, once the other has ended: one publish at a time',
    ],
    fr: [
      'une autre commande publish créait ce jeu de données au même moment ; celui qui a été créé ici est supprimé',
      'relancez la même commande quand l’autre sera finie : une seule à la fois',
    ],
  },
} as const satisfies Record<string, Both<readonly [what: string, fix: string]>>

const ANSWERS = {
  'not-json': { en: 'this is not JSON', fr: 'ce n’est pas du JSON' },
  unexpected: { en: 'something is missing in it', fr: 'il y manque quelque chose' },
  'too-large': { en: 'it is far too large', fr: 'c’est beaucoup trop grand' },
} as const satisfies Record<string, Both>

/** How to mend a refusal, by its status. */
const REFUSALS: Readonly<Record<number, Both>> = {
  404: {
    en: 'check --url and --dataset; the dataset may have been deleted meanwhile',
    fr: 'vérifiez --url et --dataset ; le jeu de données a pu être supprimé entre-temps',
  },
  413: {
    en: 'the portal takes no file of this size: use a longer period or fewer dimensions, or ask whoever runs it',
    fr: 'le portail ne prend pas de fichier de cette taille : prenez une période plus longue ou moins de dimensions, ou demandez à qui le tient',
  },
}
