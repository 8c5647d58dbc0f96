import type { RunStatus, Stays } from '../../../pipeline/index.ts'
import { countOfLines, grouped, say, type Both } from '../../language/language.ts'

/** What a revision would count, with the command; then, in a line each, what it would not, and why. */
export function lateTexts({ late, revisable }: Pick<RunStatus, 'late' | 'revisable'>): readonly string[] {
  return [
    ...revisable.map(revisableText),
    ...STAYS.flatMap((stays) => {
      const days = late.filter((row) => row.stays === stays)
      const lines = days.reduce((sum, row) => sum + row.lines, 0)
      return days.length === 0
        ? []
        : [
            stayingText(
              countOfLines(lines),
              days.map(({ day }) => day),
              stays,
            ),
          ]
    }),
  ]
}

const STAYS: readonly Stays[] = ['counted-next', 'kept-back', 'uncounted', 'partial', 'adopted', 'exact', 'forgotten']

function revisableText({ period, lines, staying, seenAgain }: RunStatus['revisable'][number]): string {
  const [count, all] = [countOfLines(lines), staying === 0 ? '' : ofAll(lines + staying)]
  if (seenAgain)
    return say({
      en: `${count} of ${period}${all}, perhaps read before, in logs that were edited since (LOG_SEEN_AGAIN): then comptage run --revise ${period} would publish ${lines === 1 ? 'it' : 'them'} twice`,
      fr: `${count} de ${period}${all}, peut-être ${lines < 2 ? 'déjà lue' : 'déjà lues'}, dans des journaux modifiés depuis (LOG_SEEN_AGAIN) : comptage run --revise ${period} ${lines < 2 ? 'la' : 'les'} publierait alors deux fois`,
    })
  return say({
    en: `${count} of ${period}${all}: comptage run --revise ${period}`,
    fr: `${count} de ${period}${all} : comptage run --revise ${period}`,
  })
}

/** The others would tell a hidden figure. */
function ofAll(lines: number): string {
  const all = grouped(lines)
  return say({ en: ` (of ${all} that are late)`, fr: ` (sur ${all} tardives)` })
}

function stayingText(count: string, days: readonly string[], stays: Stays): string {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const why = say(REASONS[stays])
  return days.length === 1
    ? say({ en: `${count} of ${first} ${why}`, fr: `${count} du ${first} ${why}` })
    : say({ en: `${count} of ${first} to ${last} ${why}`, fr: `${count} du ${first} au ${last} ${why}` })
}

const REASONS: Readonly<Record<Stays, Both>> = {
  'counted-next': {
    en: 'are counted by the next run',
    fr: 'seront comptées par la prochaine exécution',
  },
  'kept-back': {
    en: 'stay apart: with them a hidden figure would be known',
    fr: 'restent à part : avec elles, un chiffre masqué serait connu',
  },
  uncounted: {
    en: 'stay apart: no feature has them, and no figure would change',
    fr: 'restent à part : aucune fonctionnalité ne les a, et aucun chiffre ne changerait',
  },
  adopted: {
    en: 'stay apart: what was taken over from a folder is not revised',
    fr: 'restent à part : ce qui a été repris d’un dossier ne se révise pas',
  },
  exact: {
    en: 'stay apart: a table that is exact no longer would publish them exactly',
    fr: 'restent à part : un tableau qui n’est plus exact les publierait exactement',
  },
  partial: {
    en: 'stay apart: what has its first lines missing is not published',
    fr: 'restent à part : ce dont les premières lignes manquent n’est pas publié',
  },
  forgotten: {
    en: 'stay apart: the true counts of then are deleted',
    fr: 'restent à part : les comptes exacts d’alors sont effacés',
  },
}
