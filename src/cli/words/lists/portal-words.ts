import type { AddressFault, DatasetFault } from '../../../domain/problem.ts'
import type { Both } from '../../language/language.ts'

/** Why a published folder is not sent. */
export const DATASET_FAULTS: Readonly<Record<DatasetFault, Both>> = {
  absent: { en: 'a file is missing', fr: 'un fichier manque' },
  unreadable: { en: 'a file cannot be read', fr: 'un fichier ne peut pas être lu' },
  'not-json': { en: 'this is not JSON', fr: 'ce n’est pas du JSON' },
  unexpected: { en: 'something else stands here', fr: 'autre chose est écrit ici' },
  size: { en: 'a file has another size', fr: 'un fichier a une autre taille' },
  checksum: { en: 'a file has another content', fr: 'un fichier a un autre contenu' },
  'not-listed': { en: 'SHA256SUMS does not have this file', fr: 'SHA256SUMS n’a pas ce fichier' },
}

/** Why nothing is sent to this address; after the option --url. */
export const PORTAL_ADDRESSES: Readonly<Record<AddressFault, Both>> = {
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
export const DATASETS = {
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
    en: ['several datasets bear the name of this folder', 'say which one is right with --dataset'],
    fr: ['plusieurs jeux de données portent le nom de ce dossier', 'dites lequel est le bon par --dataset'],
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
} as const satisfies Record<string, Both<readonly [what: string, fix: string]>>

export const ANSWERS = {
  'not-json': { en: 'this is not JSON', fr: 'ce n’est pas du JSON' },
  unexpected: { en: 'something is missing in it', fr: 'il y manque quelque chose' },
  'too-large': { en: 'it is far too large', fr: 'c’est beaucoup trop grand' },
} as const satisfies Record<string, Both>

/** How to mend a refusal, by its status. */
export const REFUSALS: Readonly<Record<number, Both>> = {
  404: {
    en: 'check --url and --dataset; the dataset may have been deleted meanwhile',
    fr: 'vérifiez --url et --dataset ; le jeu de données a pu être supprimé entre-temps',
  },
  413: {
    en: 'the portal takes no file of this size: use a longer period or fewer dimensions, or ask whoever runs it',
    fr: 'le portail ne prend pas de fichier de cette taille : prenez une période plus longue ou moins de dimensions, ou demandez à qui le tient',
  },
}
