import type { RunStatus } from '../../../pipeline/index.ts'
import { say, type Both } from '../../language/language.ts'
import { printable } from '../../terminal/printable.ts'
import { countOfLines } from '../../words/words.ts'
import { span } from './span.ts'

/** A log, how far it was read, and whether it fell silent. */
export function logText({ name, lines, lastDay }: RunStatus['logs'][number], silence: Silence): string {
  const count = countOfLines(lines)
  const log = printable(name)
  const known =
    lastDay === undefined
      ? say({ en: `${log}: ${count}, the newest of none`, fr: `${log} : ${count}, sans date` })
      : say({
          en: `${log}: ${count}, the newest of ${lastDay}`,
          fr: `${log} : ${count}, la plus récente du ${lastDay}`,
        })
  return known + (silence === undefined ? '' : say(SILENCES[silence]))
}

/** Whether periods still wait for a log that fell silent. Undefined: it did not. */
export type Silence = 'awaited' | 'given-up' | undefined

const SILENCES: Readonly<Record<NonNullable<Silence>, Both>> = {
  awaited: { en: '; silent, waited for', fr: ' ; muet, attendu' },
  'given-up': { en: '; silent, waited for no more', fr: ' ; muet, plus attendu' },
}

export function silenceOf(name: string, { matters }: Pick<RunStatus, 'matters'>): Silence {
  if (matters.some((matter) => matter.what === 'awaited' && matter.logs.includes(name))) return 'awaited'
  const isSilent = matters.some(
    ({ what, ...of }) =>
      what === 'problem' && 'problem' in of && of.problem.code === 'LOG_SILENT' && of.problem.log === name,
  )
  return isSilent ? 'given-up' : undefined
}

/** Files that wait and of which no problem tells already. */
export function waitingTexts({ waiting, matters }: RunStatus, now: number): readonly string[] {
  const told = matters.flatMap((matter) =>
    matter.what === 'problem' ? Object.values(matter.problem).filter((value) => typeof value === 'string') : [],
  )
  return waiting.filter(({ path }) => !told.includes(path)).map((file) => waitingText(file, now))
}

function waitingText({ path, why, since }: RunStatus['waiting'][number], now: number): string {
  const [file, reason, ago] = [printable(path), say(WAITING[why] ?? { en: why, fr: why }), span(now - since)]
  return say({ en: `${file}: ${reason}, for ${ago}`, fr: `${file} : ${reason}, depuis ${ago}` })
}

const WAITING: Readonly<Record<string, Both>> = {
  copy: { en: 'looks like a copy that is being made', fr: 'ressemble à une copie en cours' },
  part: { en: 'stands at the start of another log too', fr: 'se trouve aussi au début d’un autre journal' },
  changed: { en: 'changed while it was read', fr: 'a changé pendant la lecture' },
  unfinished: { en: 'looks like an archive that is being written', fr: 'ressemble à une archive en cours d’écriture' },
  moved: { en: 'was moved while it was looked for', fr: 'a été déplacé pendant qu’on le cherchait' },
  FORMAT_NOT_DETECTED: {
    en: 'has too few lines yet to tell its format',
    fr: 'a encore trop peu de lignes pour que son format se devine',
  },
}

export function skippedText(path: string): string {
  const file = printable(path)
  return say({
    en: `${file}: given up with comptage state skip; none of it is counted`,
    fr: `${file} : abandonné par comptage state skip ; rien n’en est compté`,
  })
}
