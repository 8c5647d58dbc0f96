import type { CutPart, TallyDifference } from '../../../domain/problem.ts'
import type { TallyProblem } from '../../../domain/problem/tally-problems.ts'
import { dayInWords, momentInWords } from '../../language/dates.ts'
import type { Both, Language } from '../../../domain/service.ts'
import { listed, type WordsFor } from '../../language/language.ts'
import { READ_FIXES } from '../lists/errno-fixes.ts'
import { REFUSED_TALLIES, SOURCES } from '../lists/tally-words.ts'

export const OF_TALLIES: WordsFor<TallyProblem['code']> = {
  TALLY_UNREADABLE: ({ path, errno }) => ({
    what: { en: `this tally cannot be read (${errno})`, fr: `ce décompte ne peut pas être lu (${errno})` },
    where: path,
    fix: (errno === 'EISDIR' ? READ_FIXES[errno] : undefined) ?? {
      en: 'check the path and the rights; tallies are made by comptage export and comptage tally',
      fr: 'vérifiez le chemin et les droits ; les décomptes se font par comptage export et comptage tally',
    },
  }),
  TALLY_REFUSED: ({ path, why }) => ({ ...REFUSED_TALLIES[why], where: path }),
  TALLY_DIFFERS: ({ path, differs, id, ...ofFeatures }) => {
    const parts = (language: Language) => listed(differs.map((part) => DIFFERENCES[part][language]))
    const some = sidesOf(ofFeatures)
    const of: Both = id === undefined ? { en: '', fr: '' } : { en: `${id}: `, fr: `${id} : ` }
    return {
      what: {
        en: `${of.en}this tally was counted in another way: ${parts('en')} differ${some.en}`,
        fr: `${of.fr}ce décompte a été fait autrement ; diffèrent : ${parts('fr')}${some.fr}`,
      },
      where: path,
      fix: {
        en: 'use the same configuration and the same version on every machine, then export again',
        fr: 'prenez la même configuration et la même version sur toutes les machines, puis exportez de nouveau',
      },
    }
  },
  TALLIES_OVERLAP: ({ path, other, isWithin = false }) => ({
    what: isWithin
      ? withinAnother(other)
      : {
          en: `this tally and ${other} hold the same machine, and neither is known to have all that the other has: their sum would count it twice`,
          fr: `ce décompte et ${other} contiennent la même machine, et rien ne dit que l’un ait tout ce qu’a l’autre : leur somme la compterait deux fois`,
        },
    where: path,
    fix: isWithin
      ? LEAVE_OUT
      : {
          en: 'merge the tallies of single machines, each once; a clone counts for itself once it has a state of its own, without the logs that it took along',
          fr: 'réunissez les décomptes de machines seules, chacun une fois ; un clone compte pour lui-même dès qu’il a son propre état, sans les journaux qu’il a emportés',
        },
  }),
  TALLIES_ALIKE: ({ path, other }) => ({
    what:
      other === undefined
        ? {
            en: 'this tally has on most days exactly as many lines of each fate as what this machine reads itself: if both read one log, its lines were counted twice',
            fr: 'ce décompte a, la plupart des jours, exactement autant de lignes de chaque sort que ce que cette machine lit elle-même : si les deux ont lu un même journal, ses lignes ont été comptées deux fois',
          }
        : {
            en: `this tally has on most days exactly the lines of ${other}: if both read one log, its lines were counted twice`,
            fr: `ce décompte a, la plupart des jours, exactement les lignes de ${other} : si les deux ont lu un même journal, ses lignes ont été comptées deux fois`,
          },
    where: path,
    fix: {
      en: 'leave one of them out, or tally logs of which none holds lines of another',
      fr: 'laissez l’un d’eux de côté, ou comptez des journaux dont aucun ne contient les lignes d’un autre',
    },
  }),
  TALLY_OLD: ({ path }) => ({
    what: {
      en: 'a machine of this tally had read its logs long before the newest line of the others: its later lines are missing, and periods pass for whole without them',
      fr: 'une machine de ce décompte avait lu ses journaux bien avant la dernière ligne des autres : ses lignes suivantes manquent, et des périodes passent pour entières sans elles',
    },
    where: path,
    fix: {
      en: 'if the machine is still in service, bring its latest export; if it has ended, nothing is to be done',
      fr: 'si la machine est encore en service, apportez son dernier export ; si elle n’existe plus, il n’y a rien à faire',
    },
  }),
  DAYS_GONE: ({ folder, first, last }) => ({
    what: {
      en: `this folder told of days from ${dayInWords(first)} to ${dayInWords(last)}, and tells of them no more: a tally that was merged then is missing, or begins later`,
      fr: `ce dossier publiait des jours du ${dayInWords(first)} au ${dayInWords(last)}, et ne les publie plus : un décompte fusionné alors manque, ou commence plus tard`,
    },
    where: folder,
    fix: {
      en: 'if the tally is still there, the last one of a machine that is gone too: put back the folder of before from a copy, and merge all; else nothing is to be done',
      fr: 'si le décompte existe encore, fût-ce le dernier d’une machine disparue : remettez le dossier d’avant à partir d’une copie, et fusionnez tout ; sinon, il n’y a rien à faire',
    },
  }),
  COUNTED_LATER: ({ table, measures, since }) => ({
    what:
      measures === undefined
        ? {
            en: `this table is left out: one of the machines counts it only since ${dayInWords(since)}, and its zeros of before would pass for figures`,
            fr: `ce tableau est laissé de côté : une machine ne le compte que depuis le ${dayInWords(since)}, et ses zéros d’avant passeraient pour des chiffres`,
          }
        : {
            en: `${listed(measures)} left out: one of the machines counts that only since ${dayInWords(since)}, and its zeros of before would pass for figures`,
            fr: `${listed(measures)} : laissé de côté, car une machine ne compte cela que depuis le ${dayInWords(since)}, et ses zéros d’avant passeraient pour des chiffres`,
          },
    where: table,
    fix: {
      en: 'where the logs are still there, tally them again with comptage tally; comptage run with sources: begins such a table later',
      fr: 'si les journaux sont encore là, comptez-les de nouveau par comptage tally ; comptage run avec sources: commence un tel tableau plus tard',
    },
  }),
  COUNTED_OTHERWISE: ({ folder, since }) => ({
    what: {
      en: `one of the machines counted under another time zone, other hosts or another list of robots until ${dayInWords(since)}: figures up to that day do not compare with later ones, and merge tells no reader`,
      fr: `une machine a compté sous un autre fuseau, d’autres hôtes ou une autre liste de robots jusqu’au ${dayInWords(since)} : les chiffres jusqu’à ce jour ne se comparent pas aux suivants, et merge ne le dit à aucun lecteur`,
    },
    where: folder,
    fix: {
      en: 'where the logs are still there, tally them again with comptage tally; comptage run with sources: tells it in breaks.csv',
      fr: 'si les journaux sont encore là, comptez-les de nouveau par comptage tally ; comptage run avec sources: le dit dans breaks.csv',
    },
  }),
  FOLDER_OF_RUN: ({ folder }) => ({
    what: {
      en: 'comptage run publishes this folder: to write into it would change without a trace what is published',
      fr: 'comptage run publie ce dossier : y écrire changerait sans trace ce qui est publié',
    },
    where: folder,
    fix: {
      en: 'another folder with -o; run itself publishes late lines (--revise) and tallies (sources: of the configuration)',
      fr: 'un autre dossier par -o ; run publie lui-même les lignes tardives (--revise) et les décomptes (sources: de la configuration)',
    },
  }),
  CUT_ANEW: ({ folder, differs, features }) => {
    const told = (language: Language) =>
      differs.map((part) => TOLD[part][language]).join(language === 'fr' ? ' ; ' : '; ')
    const some = features.length === 0 ? '' : ` (${listed(features)})`
    return {
      what: {
        en: `the figures of this folder were cut in another way; whoever kept them would subtract, and learn what is hidden: ${told('en')}${some}`,
        fr: `les chiffres de ce dossier ont été découpés autrement ; qui les a gardés ferait la différence, et saurait ce qui est masqué : ${told('fr')}${some}`,
      },
      where: folder,
      fix: {
        en: 'where it was published: put the configuration back, or choose another service.id; where nobody has it yet: --cut-anew. comptage run keeps what it has published, and tells a change as a break',
        fr: 's’il a été publié : rétablissez la configuration, ou prenez un autre service.id ; si personne ne l’a encore : --cut-anew. comptage run garde ce qu’il a publié, et dit un changement comme une rupture',
      },
    }
  },
  EDITIONS_TELL: ({ folder, why, months, features, isMerged = false }) => {
    const fix = (isMerged ? MERGED[why] : undefined) ?? TELLING[why].fix
    const some = [months, features].map((words) => (words.length === 0 ? '' : ` (${listed(words)})`)).join('')
    return {
      what: { en: `${TELLING[why].what.en}${some}`, fr: `${TELLING[why].what.fr}${some}` },
      where: folder,
      fix: {
        en: `where it was published: ${fix.en}; where nobody has it yet: --cut-anew. comptage run keeps what it has published`,
        fr: `s’il a été publié : ${fix.fr} ; si personne ne l’a encore : --cut-anew. comptage run garde ce qu’il a publié`,
      },
    }
  },
  SOURCE_REFUSED: ({ id, path, why, other, through }) => ({
    what: {
      en: `${id}: ${SOURCES[why].what.en}${inBrackets(other, through && `up to ${momentInWords(through)}`)}`,
      fr: `${id} : ${SOURCES[why].what.fr}${inBrackets(other, through && `jusqu’au ${momentInWords(through)}`)}`,
    },
    where: path,
    fix: SOURCES[why].fix,
  }),
  SOURCE_SILENT: ({ id }) => ({
    what: {
      en: `${id}: no new tally for so long that periods close without this machine`,
      fr: `${id} : aucun nouveau décompte depuis si longtemps que les périodes se closent sans cette machine`,
    },
    where: { en: 'sources: of the configuration', fr: 'sources: de la configuration' },
    fix: {
      en: 'if it has ended, take it out of sources:; else see why it exports nothing',
      fr: 'si elle n’existe plus, retirez-la de sources: ; sinon, voyez pourquoi elle n’exporte rien',
    },
  }),
  SOURCE_UNREAD: ({ id, why }) => ({
    what:
      why === 'malformed'
        ? {
            en: `${id}: too many lines of this machine do not fit their format, and periods stay open until they do`,
            fr: `${id} : trop de lignes de cette machine ne suivent pas leur format, et des périodes restent ouvertes tant que c’est le cas`,
          }
        : {
            en: `${id}: a file of this machine was not read, and periods stay open until it is`,
            fr: `${id} : un fichier de cette machine n’a pas été lu, et des périodes restent ouvertes tant qu’il ne l’est pas`,
          },
    where: { en: 'sources: of the configuration', fr: 'sources: de la configuration' },
    fix: {
      en: 'comptage status on that machine names the file; then export again',
      fr: 'comptage status, sur cette machine, nomme le fichier ; puis exportez de nouveau',
    },
  }),
}

function inBrackets(...words: readonly (string | undefined)[]): string {
  const some = words.filter((word) => word !== undefined)
  return some.length === 0 ? '' : ` (${some.join(', ')})`
}

type Sides = Pick<Extract<TallyProblem, { readonly code: 'TALLY_DIFFERS' }>, 'features' | 'onlyHere' | 'onlyThere'>

/** Which features count otherwise, and which side has more: those of the tally by their number, since its words are not repeated. */
function sidesOf({ features, onlyHere, onlyThere }: Sides): Both {
  const otherwise = features.filter((id) => !onlyHere.includes(id))
  const told = (here: string, there: string, semicolon: string): string => {
    const parts = [
      ...(otherwise.length === 0 ? [] : [listed(otherwise)]),
      ...(onlyHere.length === 0 ? [] : [`${here} ${listed(onlyHere)}`]),
      ...(onlyThere === 0 ? [] : [`${there} ${onlyThere}`]),
    ]
    return parts.length === 0 ? '' : ` (${parts.join(semicolon)})`
  }
  return {
    en: told('only in this configuration:', 'only in the tally:', '; '),
    fr: told('seulement dans cette configuration :', 'seulement dans le décompte :', ' ; '),
  }
}

function withinAnother(other: string): Both {
  return {
    en: `all of this tally is in ${other}, which holds other machines too: their sum would count it twice`,
    fr: `tout ce décompte est déjà dans ${other}, qui contient aussi d’autres machines : leur somme le compterait deux fois`,
  }
}

const LEAVE_OUT: Both = {
  en: 'leave this one out, or merge the tallies of single machines, each once',
  fr: 'laissez celui-ci de côté, ou réunissez les décomptes de machines seules, chacun une fois',
}

/** What the difference of two editions tells, by the part of the configuration that is another. */
const TOLD: Readonly<Record<CutPart, Both>> = {
  threshold: {
    en: 'figures from the lower threshold up to the higher (protection.k:)',
    fr: 'les chiffres du plus bas des deux seuils au plus haut (protection.k:)',
  },
  timezone: {
    en: 'the hours that belong to another day (timezone:)',
    fr: 'les heures qui passent d’un jour à l’autre (timezone:)',
  },
  features: {
    en: 'what a feature takes in one of them alone (features:)',
    fr: 'ce qu’une fonctionnalité ne prend que d’un côté (features:)',
  },
  paths: {
    en: 'what is left out of one of them alone (ignore:, service.hosts:, case:)',
    fr: 'ce qui n’est écarté que d’un côté (ignore:, service.hosts:, case:)',
  },
  referrers: {
    en: 'uses from a host that one of them alone names (referrers:)',
    fr: 'les utilisations venues d’un hôte nommé d’un seul côté (referrers:)',
  },
  tables: {
    en: 'what one table hides and another shows, or noise that is drawn twice (datasets:, --protection)',
    fr: 'ce qu’un tableau masque et qu’un autre montre, ou un bruit tiré deux fois (datasets:, --protection)',
  },
}

type Telling = Extract<TallyProblem, { readonly code: 'EDITIONS_TELL' }>['why']

/** What the edition that stands there would tell beside this one. */
const TELLING: Readonly<Record<Telling, { readonly what: Both; readonly fix: Both }>> = {
  moved: {
    what: {
      en: 'figures that this folder shows are others now; whoever kept them would subtract, and learn what is hidden',
      fr: 'des chiffres que ce dossier montre ont changé ; qui les a gardés ferait la différence, et saurait ce qui est masqué',
    },
    fix: {
      en: 'count the same logs and tallies as then, and those that follow',
      fr: 'comptez les mêmes journaux et décomptes qu’alors, et ceux qui suivent',
    },
  },
  returned: {
    what: {
      en: 'days are added before or among those that editions have told of, and what was hidden beside them would be told',
      fr: 'des jours s’ajoutent avant ou parmi ceux que des éditions ont publiés, et ce qui était masqué à côté serait trahi',
    },
    fix: {
      en: 'put the folder of then back, or begin after these days with --since',
      fr: 'remettez le dossier d’alors, ou commencez après ces jours avec --since',
    },
  },
  unreadable: {
    what: {
      en: 'this folder is not as it was written, so nobody can say what it tells beside another edition',
      fr: 'ce dossier n’est plus tel qu’il a été écrit, et nul ne peut dire ce qu’il trahit à côté d’une autre édition',
    },
    fix: {
      en: 'put back what comptage verify says is missing or damaged, or choose another folder with -o, or move it away',
      fr: 'remettez ce que comptage verify dit manquant ou abîmé, ou choisissez un autre dossier par -o, ou déplacez-le',
    },
  },
}

/** What is done about it with tallies, of which one may be missing: merge has no --since. */
const MERGED: Readonly<Partial<Record<Telling, Both>>> = {
  moved: {
    en: 'merge the same tallies as then, the last one of a machine that is gone too, and those that follow',
    fr: 'fusionnez les mêmes décomptes qu’alors, y compris le dernier d’une machine disparue, et ceux qui suivent',
  },
  returned: {
    en: 'put the folder of then back and merge all, or leave out the tallies of these days',
    fr: 'remettez le dossier d’alors et fusionnez tout, ou laissez de côté les décomptes de ces jours',
  },
}

const DIFFERENCES: Readonly<Record<TallyDifference, Both>> = {
  timezone: { en: 'timezone:', fr: 'timezone:' },
  since: { en: 'since:', fr: 'since:' },
  features: { en: 'features:', fr: 'features:' },
  paths: { en: 'ignore:, case: or service.hosts:', fr: 'ignore:, case: ou service.hosts:' },
  referrers: { en: 'referrers:', fr: 'referrers:' },
  tables: { en: 'datasets:', fr: 'datasets:' },
  lists: { en: 'the version of comptage or of its lists', fr: 'la version de comptage ou de ses listes' },
}
