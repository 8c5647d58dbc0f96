import { DAY_OF_1970, HOUR_MS } from '../../domain/calendar.ts'
import type { ServiceDraft } from '../../pipeline/index.ts'

/** Of the places that are France, those last that have the clock of Martinique and need not be tried. */
const FRENCH =
  'Europe/Paris America/Martinique America/Cayenne Indian/Reunion Indian/Mayotte Pacific/Noumea Pacific/Tahiti America/Miquelon Pacific/Wallis Pacific/Marquesas Pacific/Gambier'.split(
    ' ',
  )
const AS_MARTINIQUE = ['America/Guadeloupe', 'America/Marigot', 'America/St_Barthelemy']
/** Zones to try. Of those that share an offset in a season, the one in which most people live comes first. */
const USUAL = [
  'Europe/Paris Europe/London Europe/Helsinki America/New_York America/Chicago America/Denver America/Los_Angeles America/Sao_Paulo',
  'Asia/Kolkata Asia/Shanghai Asia/Tokyo Australia/Sydney Pacific/Auckland',
  // Whose clocks are the same all year, or which are of one of those above but in the other season.
  'Africa/Lagos Africa/Johannesburg Africa/Nairobi Asia/Dubai Asia/Karachi Asia/Dhaka Asia/Bangkok Australia/Brisbane',
  'America/Bogota America/Mexico_City America/Phoenix America/Caracas America/Santiago America/Halifax America/Anchorage',
  'Pacific/Honolulu Pacific/Guadalcanal Pacific/Fiji Pacific/Tongatapu Pacific/Kiritimati Pacific/Pago_Pago Atlantic/Cape_Verde America/Noronha',
  // Of offsets that hardly anybody else has.
  'Asia/Kathmandu Asia/Kabul Asia/Tehran Asia/Yangon America/St_Johns Australia/Adelaide Australia/Darwin Australia/Lord_Howe Australia/Eucla Pacific/Chatham',
].flatMap((zones) => zones.split(' '))
/** When a day begins at the earliest and ends at the latest, in hours of UTC: nobody says in which zone it is one. */
const ENDS = [-14, 36]

export function isFrenchZone(zone: string): boolean {
  return FRENCH.includes(zone) || AS_MARTINIQUE.includes(zone)
}

/**
 * The zone in which a day is a day: that of this machine or a usual one, where the log's times fit it. A log in UTC, or in no zone, on a
 * machine in UTC tells nothing.
 *
 * @param isOfFrance whether all else says that the service is one of France: of zones that fit, one of these is meant
 */
export function guessZone(seen: ServiceDraft['zones'], machine: string, isOfFrance: boolean): string {
  const isUtc = seen.every(({ zone }) => offsetOf(zone) === '+0000')
  if (isUtc) return isNowhere(machine) ? (isOfFrance ? 'Europe/Paris' : 'UTC') : machine
  const tried = [...(isNowhere(machine) ? [] : [machine]), ...(isOfFrance ? FRENCH : []), ...USUAL, ...FRENCH]
  return tried.find((zone) => hasAll(zone, seen)) ?? 'UTC'
}

/** The others that have these offsets on these days. */
export function zonesBeside(zone: string, seen: ServiceDraft['zones']): readonly string[] {
  return [...new Set([...FRENCH, ...USUAL])].filter((other) => other !== zone && hasAll(other, seen))
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
    ENDS.some((hours) => offsetAt(((day - DAY_OF_1970) * 24 + hours) * HOUR_MS) === offsetOf(zone)),
  )
}
