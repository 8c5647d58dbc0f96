import { InvalidArgumentError } from 'commander'
import { nearestWord } from '../config/index.ts'
import { dayOfText, type DayIndex } from '../domain/calendar.ts'
import { periodNamed, type PeriodName } from '../pipeline/index.ts'
import { PROTECTION_LEVELS, type ProtectionLevel } from '../domain/table.ts'

/** `2026-03-01`. */
export function dayOption(text: string): DayIndex {
  const day = dayOfText(text)
  if (day === undefined) throw new InvalidArgumentError('Expected a day, as 2026-03-01.')
  return day
}

/** `5%` or `0.05`. */
export function shareOption(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(\s*%)?$/.exec(text.trim()) ?? []
  const share = Number(number) / (percent === undefined ? 1 : 100)
  if (!(share >= 0 && share <= 1)) throw new InvalidArgumentError('Expected a share, as 5% or 0.05.')
  return share
}

export function levelOption(text: string): ProtectionLevel {
  const level = PROTECTION_LEVELS.find((word) => word === text)
  if (level !== undefined) return level
  const nearest = nearestWord(text, PROTECTION_LEVELS)
  throw new InvalidArgumentError(
    `Expected one of ${PROTECTION_LEVELS.join(', ')}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
  )
}

/** `2026-03-01`, `2026-W09`, `2026-03`, `2026-Q1`, `2026`. */
export function periodOption(text: string): PeriodName {
  const period = periodNamed(text)
  if (period === undefined) throw new InvalidArgumentError('Expected a period, as 2026-03-01, 2026-W09 or 2026-03.')
  return period
}

/** `90m`, `48h`, `2d`: in hours. */
export function hoursOption(text: string): number {
  const [, number, unit = ''] = /^(\d+)([mhd])$/.exec(text.trim()) ?? []
  const hours = Number(number) * ({ m: 1 / 60, h: 1, d: 24 }[unit] ?? NaN)
  if (Number.isNaN(hours)) throw new InvalidArgumentError('Expected a time, as 90m, 48h or 2d.')
  return hours
}

export function secondsOption(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Expected seconds, as 60.')
  return Number(text)
}

/** `1` to `64`. */
export function jobsOption(text: string): number {
  const jobs = Number(/^\d{1,2}$/.exec(text)?.[0])
  if (!(jobs >= 1 && jobs <= 64)) throw new InvalidArgumentError('Expected a number of threads from 1 to 64, as 4.')
  return jobs
}
