import { InvalidArgumentError } from 'commander'
import { nearestWord } from '../config/index.ts'
import { dayOfText, FIRST_YEAR, LAST_YEAR, type DayIndex } from '../domain/calendar.ts'
import { periodNamed, type PeriodName } from '../pipeline/index.ts'
import type { Both } from '../domain/service.ts'
import { meaning, say } from './language/language.ts'

/** `2026-03-01`. */
export function dayOption(text: string): DayIndex {
  return given(dayOfText(text), {
    en: `expected a day from ${FIRST_YEAR} to ${LAST_YEAR}, as 2026-03-01`,
    fr: `il faut un jour de ${FIRST_YEAR} à ${LAST_YEAR}, comme 2026-03-01`,
  })
}

/** `5%` or `0.05`. */
export function shareOption(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(\s*%)?$/.exec(text.trim()) ?? []
  const share = Number(number) / (percent === undefined ? 1 : 100)
  const words = { en: 'expected a share, as 5% or 0.05', fr: 'il faut une part, comme 5% ou 0.05' }
  return given(share >= 0 && share <= 1 ? share : undefined, words)
}

/** A word of a closed list. */
export function choiceOption<W extends string>(words: readonly W[]): (text: string) => W {
  return (text) => {
    const list = `${words.join(', ')}${meaning(nearestWord(text, words))}`
    const word = words.find((known) => known === text)
    return given(word, { en: `expected one of ${list}`, fr: `il faut un mot parmi ${list}` })
  }
}

/** `2026-03-01`, `2026-W09`, `2026-03`, `2026-Q1`, `2026`. */
export function periodOption(text: string): PeriodName {
  return given(periodNamed(text), {
    en: 'expected a period, as 2026-03-01, 2026-W09 or 2026-03',
    fr: 'il faut une période, comme 2026-03-01, 2026-W09 ou 2026-03',
  })
}

/** `90m`, `48h`, `2d`: in hours. */
export function hoursOption(text: string): number {
  const [, number, unit = ''] = /^(\d+)([mhd])$/.exec(text.trim()) ?? []
  const hours = { m: 1 / 60, h: 1, d: 24 }[unit]
  const words = { en: 'expected a time, as 90m, 48h or 2d', fr: 'il faut une durée, comme 90m, 48h ou 2d' }
  return Number(number) * given(hours, words)
}

export function secondsOption(text: string): number {
  const words = { en: 'expected seconds, as 60', fr: 'il faut des secondes, comme 60' }
  return Number(given(/^\d{1,5}$/.exec(text)?.[0], words))
}

/** Where to write: never stdout, since what is written is whole or not at all, and its rights are set. */
export function targetOption(path: string): string {
  if (path === '') throw expected({ en: 'expected a name', fr: 'il faut un nom' })
  if (path === '-')
    throw expected({
      en: 'expected a name, since - is not stdout here; ./- is what is called so',
      fr: 'il faut un nom, car - n’est pas la sortie standard ici ; ./- est ce qui s’appelle ainsi',
    })
  return path
}

/** `1` to `64`. */
export function jobsOption(text: string): number {
  const jobs = Number(/^\d{1,2}$/.exec(text)?.[0])
  return given(jobs >= 1 && jobs <= 64 ? jobs : undefined, {
    en: 'expected a number of threads from 1 to 64, as 4',
    fr: 'il faut un nombre de fils d’exécution de 1 à 64, comme 4',
  })
}

function given<V>(value: V | undefined, words: Both): V {
  if (value === undefined) throw expected(words)
  return value
}

/** What commander puts behind "the option … may not be …". */
export function expected(words: Both): InvalidArgumentError {
  return new InvalidArgumentError(say(words))
}
