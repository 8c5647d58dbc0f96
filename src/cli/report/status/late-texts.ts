import type { Stays } from '../../../domain/placement.ts'
import type { RunStatus } from '../../../pipeline/index.ts'
import { dayInWords } from '../../language/dates.ts'
import { countOfLines, say } from '../../language/language.ts'
import { STAYING } from '../../words/work/of-revision.ts'

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

const STAYS: readonly Stays[] = [
  'counted-next',
  'kept-back',
  'uncounted',
  'partial',
  'adopted',
  'exact',
  'counted-without',
  'drawn',
  'beside-gone',
  'forgotten',
]

function revisableText({ period, lines, seenAgain }: RunStatus['revisable'][number]): string {
  const count = countOfLines(lines)
  if (seenAgain)
    return say({
      en: `${count} of ${period}, perhaps read before, in logs that were edited since (LOG_SEEN_AGAIN): then comptage run --revise ${period} would publish ${lines === 1 ? 'it' : 'them'} twice`,
      fr: `${count} de ${period}, peut-être ${lines < 2 ? 'déjà lue' : 'déjà lues'}, dans des journaux modifiés depuis (LOG_SEEN_AGAIN) : comptage run --revise ${period} ${lines < 2 ? 'la' : 'les'} publierait alors deux fois`,
    })
  return say({
    en: `${count} of ${period}: comptage run --revise ${period}`,
    fr: `${count} de ${period} : comptage run --revise ${period}`,
  })
}

function stayingText(count: string, days: readonly string[], stays: Stays): string {
  const [first = '', last = ''] = [days[0], days.at(-1)].map((day = '') => dayInWords(day))
  const why = say(STAYING[stays])
  return days.length === 1
    ? say({ en: `${count} of ${first}: ${why}`, fr: `${count} du ${first} : ${why}` })
    : say({ en: `${count} of ${first} to ${last}: ${why}`, fr: `${count} du ${first} au ${last} : ${why}` })
}
