import type { Both } from '../../../domain/service.ts'

type Refusal = { readonly what: Both; readonly fix: Both }

const NO_RUN: Refusal = {
  what: {
    en: 'no run of this machine has ended yet: how much of its logs is in this tally nobody knows',
    fr: 'aucune exécution de cette machine ne s’est encore terminée : nul ne sait quelle part de ses journaux est dans ce décompte',
  },
  fix: {
    en: 'let comptage run end on that machine, then export again',
    fr: 'laissez comptage run se terminer sur cette machine, puis exportez de nouveau',
  },
}

/** Why a file is not taken for a tally of the service. */
export const REFUSED_TALLIES = {
  'not-a-tally': {
    what: { en: 'this file is no tally', fr: 'ce fichier n’est pas un décompte' },
    fix: {
      en: 'it may be half copied, or empty: the next whole copy mends it; else check the path: tallies are made by comptage export and comptage tally',
      fr: 'la copie est peut-être incomplète, ou vide : la prochaine copie entière y remédie ; sinon, vérifiez le chemin : les décomptes se font par comptage export et comptage tally',
    },
  },
  newer: {
    what: {
      en: 'a later version of comptage wrote this tally',
      fr: 'une version plus récente de comptage a écrit ce décompte',
    },
    fix: { en: 'install the same version on every machine', fr: 'installez la même version sur toutes les machines' },
  },
  damaged: {
    what: {
      en: 'this tally is damaged, or was changed since it was written',
      fr: 'ce décompte est abîmé, ou a été modifié après son écriture',
    },
    fix: { en: 'export it again', fr: 'exportez-le de nouveau' },
  },
  'too-large': {
    what: { en: 'this file is larger than 256 MiB', fr: 'ce fichier dépasse 256 Mio' },
    fix: {
      en: 'check the path; a tally is far smaller',
      fr: 'vérifiez le chemin ; un décompte est bien plus petit',
    },
  },
  'another-service': {
    what: { en: 'this tally is of another service', fr: 'ce décompte est celui d’un autre service' },
    fix: {
      en: 'check the path, and service.id of both configurations',
      fr: 'vérifiez le chemin, et service.id des deux configurations',
    },
  },
  'no-run': NO_RUN,
} as const satisfies Record<string, Refusal>

/** Why the tally of a machine is not added to what is kept. */
export const SOURCES = {
  'another-state': {
    what: {
      en: 'this tally comes from another state than before: what it counted may come twice',
      fr: 'ce décompte vient d’un autre état qu’auparavant : ce qu’il a compté peut venir deux fois',
    },
    fix: {
      en: 'bring the state back from its backup; without one, take away the logs that it had read, and put another id in the place of this one in sources: (what was taken stays)',
      fr: 'restaurez l’état à partir de sa sauvegarde ; à défaut, retirez les journaux qu’il avait lus, et mettez un autre id à la place de celui-ci dans sources: (ce qui a été pris reste)',
    },
  },
  exchanged: {
    what: {
      en: 'this is the tally of a machine that sources: knows by another id: they are exchanged, or one file stands under both',
      fr: 'ce décompte est celui d’une machine que sources: connaît sous un autre id : ils sont échangés, ou un même fichier est aux deux endroits',
    },
    fix: {
      en: 'exchange the two paths in sources: (or the two ids), also where they were wrong from the first run on: an id goes on with the machine that it began with; where it is one file, copy the tally of the machine that is meant',
      fr: 'échangez les deux chemins dans sources: (ou les deux id), même s’ils étaient faux dès la première exécution : un id continue avec la machine par laquelle il a commencé ; si c’est un même fichier, copiez le décompte de la machine voulue',
    },
  },
  'counted-before': {
    what: {
      en: 'this tally holds days that were counted already, of a machine that sources: no longer names',
      fr: 'ce décompte contient des jours déjà comptés, d’une machine que sources: ne nomme plus',
    },
    fix: {
      en: 'take the lines up to then out of the logs of this machine, delete its state folder, run and export again; where tallies of this id were taken before, under a new id (what was taken stays)',
      fr: 'retirez des journaux de cette machine les lignes écrites jusque-là, supprimez son dossier d’état, puis exécutez et exportez de nouveau ; si des décomptes de cet id ont déjà été pris, sous un nouvel id (ce qui a été pris reste)',
    },
  },
  'same-state': {
    what: {
      en: 'this tally is of the same state as one that sources: names before: one file under two names, or a machine that was cloned',
      fr: 'ce décompte est du même état qu’un autre que sources: nomme avant lui : un fichier sous deux noms, ou une machine clonée',
    },
    fix: {
      en: 'name the tally of the machine that is meant; a clone counts for itself once its state folder is gone, and the logs that it took along too',
      fr: 'indiquez le décompte de la machine voulue ; un clone compte pour lui-même une fois son dossier d’état supprimé, ainsi que les journaux qu’il a emportés',
    },
  },
  several: {
    what: {
      en: 'tallies of several machines lie there, and this entry is one machine',
      fr: 'des décomptes de plusieurs machines s’y trouvent, et cette entrée est une seule machine',
    },
    fix: {
      en: 'an entry of sources: for each machine, with a path that finds its tallies alone',
      fr: 'un élément de sources: par machine, avec un chemin qui ne trouve que ses décomptes',
    },
  },
  'went-back': {
    what: {
      en: 'this tally is older than the one that was counted before',
      fr: 'ce décompte est plus ancien que celui qui a déjà été compté',
    },
    fix: {
      en: 'export again; if the state was brought back from a backup, it catches up with its runs: as many comptage run in a row as there were since, then export',
      fr: 'exportez de nouveau ; si l’état a été restauré d’une sauvegarde, ses exécutions rattrapent le retard : autant de comptage run de suite qu’il y en a eu depuis, puis exportez',
    },
  },
  fewer: {
    what: {
      en: 'this tally has fewer lines than the one that was counted before',
      fr: 'ce décompte a moins de lignes que celui qui a déjà été compté',
    },
    fix: {
      en: 'bring back a copy of the state that is newer than the last change of the configuration; where there is none, or logs were lost with it, a new state and another id, with the lines alone that came after its last export that was taken (docs/backup.md)',
      fr: 'restaurez une copie de l’état plus récente que le dernier changement de configuration ; s’il n’y en a pas, ou si des journaux ont été perdus avec lui, un état neuf et un autre id, avec les seules lignes venues après son dernier export pris en compte (docs/backup.md)',
    },
  },
  publishes: {
    what: {
      en: 'this machine publishes by itself: its counts are not kept by day',
      fr: 'cette machine publie elle-même : ses comptes ne sont pas gardés par jour',
    },
    fix: {
      en: 'take output: out of its configuration, and bring the state back from before it; without a copy, a new state and a new id, without the logs that it has exported, which would count twice',
      fr: 'retirez output: de sa configuration, et restaurez l’état d’avant ; sans copie, un état neuf et un autre id, sans les journaux déjà exportés, qui compteraient deux fois',
    },
  },
  sum: {
    what: {
      en: 'this tally holds several machines: it is a sum, or the export of a machine that takes the tallies of others',
      fr: 'ce décompte contient plusieurs machines : c’est une somme, ou l’export d’une machine qui prend les décomptes d’autres',
    },
    fix: {
      en: 'an entry of sources: for each machine, with what comptage export writes on it',
      fr: 'un élément de sources: par machine, avec ce que comptage export y écrit',
    },
  },
  'no-run': NO_RUN,
  'no-state': {
    what: {
      en: 'this tally is no export of one machine, which runs bring further',
      fr: 'ce décompte n’est pas l’export d’une machine, que ses exécutions font avancer',
    },
    fix: {
      en: 'comptage export on that machine; one pass over logs is for comptage merge',
      fr: 'comptage export sur cette machine ; une seule lecture de journaux est pour comptage merge',
    },
  },
} as const satisfies Record<string, Refusal>
