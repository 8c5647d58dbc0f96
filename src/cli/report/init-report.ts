import type { Folders } from '../draft/draft-yaml.ts'
import type { DraftFile } from '../draft/write-draft.ts'
import { printable } from '../terminal/printable.ts'
import type { ServiceDraft } from '../../pipeline/index.ts'
import type { Both } from '../../domain/service.ts'
import { numbered, percent, say, typed } from '../language/language.ts'

/** From this share on, pages that differ by their query alone are worth a word. */
const MUCH = 0.5
const FEW_FEATURES = 5

type Written = DraftFile & Folders

/** What became of the logs, in figures: no word of theirs is in it, nor the service's id, which may be their host. */
export function initReport(draft: ServiceDraft, written: Written, isClosed: boolean): string {
  const file = printable(written.path)
  const { features, linesRead, uses, namedShare, unnamedShare } = draft
  const count = numbered(features.length, {
    en: ['feature catches', 'features catch'],
    fr: ['fonctionnalité en prend', 'fonctionnalités en prennent'],
  })
  const lines = numbered(linesRead, { en: ['line', 'lines'], fr: ['ligne lue', 'lignes lues'] })
  const people = usesOf(uses)
  const [named, unnamed] = [percent(namedShare), percent(unnamedShare)]
  return [
    say({
      en: `${lines} read, ${people} by people\n${file}: ${count} ${named} of them by / or a word, ${unnamed} by :name alone\n`,
      fr: `${lines}, ${people} par des personnes\n${file} : ${count} ${named} par / ou un mot, ${unnamed} par :nom seul\n`,
    }),
    ...remarksOf(draft, isClosed).map((remark) => `\n${remark}\n`),
    say(nextSteps(written, draft)),
  ].join('')
}

function nextSteps({ path, of, reader, output }: Written, { logs }: ServiceDraft): Both {
  const file = printable(path)
  if (of === 'system')
    return {
      en: `\nNext: read ${file}, then comptage check, then systemctl start comptage, then ${output}/*/index.html, then\nsystemctl enable --now comptage.timer${reader === undefined ? `\nThere is no group comptage on this machine yet: root alone may read the draft. Once there is: chgrp comptage ${file} && chmod 640 ${file}` : ''}\n`,
      fr: `\nEnsuite : lisez ${file}, puis comptage check, puis systemctl start comptage, puis ${output}/*/index.html, puis\nsystemctl enable --now comptage.timer${reader === undefined ? `\nCette machine n’a pas encore de groupe comptage : root seul peut lire le brouillon. Quand il y sera : chgrp comptage ${file} && chmod 640 ${file}` : ''}\n`,
    }
  const named = path === 'comptage.yaml' ? '' : ` -c ${printable(typed(path))}`
  const [first] = logs
  const seen = first === undefined ? ' LOG' : ` ${printable(typed(first.path))}`
  const log = first === undefined ? ' LOG' : ''
  return {
    en: `\nNext: read ${file}, then comptage check${named}${seen}, then comptage count${named} -o try${log}, and look at try/*/index.html\n`,
    fr: `\nEnsuite : lisez ${file}, puis comptage check${named}${seen}, puis comptage count${named} -o essai${log}, et regardez essai/*/index.html\n`,
  }
}

function remarksOf(draft: ServiceDraft, isClosed: boolean): readonly string[] {
  const learnt = new Set(draft.features.flatMap(({ learntWords }) => learntWords)).size
  const { queryShare, hosts, absoluteUses, foreignUses, features } = draft
  return [
    ...(learnt > 0 ? [say(learntRemark(learnt))] : []),
    ...(isClosed ? [say(CLOSED)] : []),
    ...leftOutRemarks(draft),
    ...(queryShare >= MUCH ? [say(queryRemark(percent(queryShare)))] : []),
    ...(features.length < FEW_FEATURES ? [say(fewRemark(draft))] : []),
    ...(hosts.length === 0 && absoluteUses > 0 ? [say(absoluteRemark(absoluteUses))] : []),
    ...(foreignUses > 0 ? [say(foreignRemark(foreignUses))] : []),
  ]
}

function learntRemark(words: number): Both {
  return {
    en: `${words} ${words === 1 ? 'word was' : 'words were'} learnt from the logs: 50 uses or more, few siblings, no instance of a list. Each has a "# review" mark:\na popular name among few siblings can be learnt too, and nobody but you can tell. --closed learns none.`,
    fr: `${words} ${words < 2 ? 'mot a été appris' : 'mots ont été appris'} des journaux : 50 utilisations ou plus, ni un numéro, ni un nom parmi d’autres d’une liste. Chacun porte « # review » :\nun nom souvent demandé, parmi peu d’autres, peut aussi être appris, et vous seul pouvez le voir. --closed n’en apprend aucun.`,
  }
}

const CLOSED: Both = {
  en: '--closed: only words that any service has are told, so no share is promised.',
  fr: '--closed : seuls les mots de tout service sont dits, aucune part n’est donc promise.',
}

function leftOutRemarks({ withoutRequest, behind }: ServiceDraft): readonly string[] {
  const remark = (paths: readonly string[], why: Both): readonly string[] => {
    const logs = paths.map(printable).join(', ')
    const left = { en: `Left out of logs:, since ${why.en}: ${logs}`, fr: `Hors de logs:, car ${why.fr} : ${logs}` }
    return paths.length === 0 ? [] : [say(left)]
  }
  return [
    ...remark(withoutRequest, {
      en: 'no line is a request, as in an error log',
      fr: 'aucune ligne n’est une requête, comme dans un journal d’erreurs',
    }),
    ...remark(
      behind.map(({ path }) => path),
      {
        en: 'another log has its requests too, as that of a proxy in front of it',
        fr: 'un autre journal a aussi ses requêtes, comme celui d’un mandataire devant lui',
      },
    ),
  ]
}

function queryRemark(share: string): Both {
  return {
    en: `${share} of the uses are of pages that differ by their query alone: init cannot see features there.\nA pattern may ask for a query: /page?key=value (docs/configuration.md).`,
    fr: `${share} des utilisations vont à des pages que seuls leurs paramètres distinguent : init n’y voit pas de fonctionnalités.\nUn motif peut demander un paramètre : /page?clé=valeur (docs/configuration.md, en anglais).`,
  }
}

function fewRemark({ features, distinctPaths, uses }: ServiceDraft): Both {
  const paths = numbered(distinctPaths, { en: ['path', 'different paths'], fr: ['chemin', 'chemins différents'] })
  const count = numbered(features.length, { en: ['feature', 'features'], fr: ['fonctionnalité', 'fonctionnalités'] })
  if (distinctPaths <= features.length)
    return {
      en: `Only ${count}: people asked for ${paths}. Programs may have asked for others: comptage check shows them.`,
      fr: `Seulement ${count} : des personnes ont demandé ${paths}. Des programmes en ont peut-être demandé d’autres : comptage check les montre.`,
    }
  return {
    en: `Only ${count}: of ${usesOf(uses)} by people no other path has enough for its words to be told (50, and one of a thousand).`,
    fr: `Seulement ${count} : sur ${usesOf(uses)} par des personnes, aucun autre chemin n’en a assez pour que ses mots soient dits (50, et un sur mille).`,
  }
}

function usesOf(uses: number): string {
  return numbered(uses, { en: ['use', 'uses'], fr: ['utilisation', 'utilisations'] })
}

function absoluteRemark(uses: number): Both {
  const count = numbered(uses, { en: ['names', 'name'], fr: ['nomme', 'nomment'] })
  return {
    en: `Of these uses, ${count} a host in the target, as to a proxy (GET http://…). The logs do not tell whether it is yours:\nall count, until service.url or service.hosts says which are.`,
    fr: `De ces utilisations, ${count} un hôte dans la cible, comme à un mandataire (GET http://…). Les journaux ne disent pas s’il est\nà vous : tous comptent, tant que ni service.url ni service.hosts ne dit lesquels le sont.`,
  }
}

function foreignRemark(uses: number): Both {
  return {
    en: `${usesOf(uses)} of hosts that the draft does not name ${uses === 1 ? 'was' : 'were'} left out, as count leaves them out.`,
    fr: `${usesOf(uses)} d’hôtes que le brouillon ne nomme pas ${uses < 2 ? 'est laissée' : 'sont laissées'} de côté, comme count le fait.`,
  }
}
