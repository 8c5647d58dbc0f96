import { DAY_OF_1970 } from '../../domain/calendar.ts'
import type { ServiceDraft } from '../../pipeline/index.ts'

/** Zones to try, those of French public services first. */
const FRENCH =
  'Europe/Paris America/Martinique America/Cayenne Indian/Reunion Indian/Mayotte Pacific/Noumea Pacific/Tahiti America/Guadeloupe America/Marigot America/St_Barthelemy America/Miquelon Pacific/Wallis Pacific/Marquesas Pacific/Gambier'
const USUAL = [
  FRENCH,
  'Europe/London Europe/Helsinki America/New_York America/Chicago America/Denver America/Los_Angeles America/Sao_Paulo',
  'Asia/Kolkata Asia/Shanghai Asia/Tokyo Australia/Sydney Pacific/Auckland',
  // Of the other whole hours, the one in which most people live.
  'Asia/Karachi Asia/Dhaka Asia/Bangkok Australia/Brisbane Pacific/Tongatapu Pacific/Kiritimati',
  'Atlantic/Cape_Verde America/Noronha America/Anchorage Pacific/Pago_Pago',
  // Of offsets that hardly anybody else has.
  'Asia/Kathmandu Asia/Kabul Asia/Tehran Asia/Yangon America/St_Johns Australia/Eucla Pacific/Chatham',
].flatMap((zones) => zones.split(' '))
const HOUR = 3_600_000
/** When a day begins at the earliest and ends at the latest, in hours of UTC: nobody says in which zone it is one. */
const ENDS = [-14, 36]

export function isFrenchZone(zone: string): boolean {
  return FRENCH.split(' ').includes(zone)
}

/**
 * The zone in which a day is a day: that of this machine or a usual one, where the log's times fit it; UTC for a log in
 * UTC on a machine in UTC, which tells nothing, that of an operator who speaks French is the one of Paris.
 */
export function guessZone(seen: ServiceDraft['zones'], machine: string, nowhere = 'UTC'): string {
  const isUtc = seen.every(({ zone }) => offsetOf(zone) === '+0000')
  if (isUtc && seen.length > 0) return isNowhere(machine) ? nowhere : machine
  const tried = isNowhere(machine) ? USUAL : [machine, ...USUAL]
  return tried.find((zone) => hasAll(zone, seen)) ?? 'UTC'
}

function isNowhere(zone: string): boolean {
  return /^(?:Etc\/)?(?:UTC|GMT|Universal|Zulu)/.test(zone)
}

function offsetOf(written: string): string {
  return written === 'UTC' ? '+0000' : written
}

/** Summer and winter differ: each offset is that of the zone on its day. */
function hasAll(timeZone: string, seen: ServiceDraft['zones']): boolean {
  const clock = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const offsetAt = (instant: number): string => {
    const written = clock.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value
    return written === 'GMT' ? '+0000' : (written?.replace(/^GMT|:/g, '') ?? '')
  }
  return seen.every(({ zone, day }) =>
    ENDS.some((hours) => offsetAt(((day - DAY_OF_1970) * 24 + hours) * HOUR) === offsetOf(zone)),
  )
}
