/** Zones to try, those of French public services first. */
const FRENCH =
  'Europe/Paris America/Martinique America/Cayenne Indian/Reunion Indian/Mayotte Pacific/Noumea Pacific/Tahiti America/Guadeloupe America/Marigot America/St_Barthelemy America/Miquelon Pacific/Wallis Pacific/Marquesas Pacific/Gambier'
const USUAL = [
  FRENCH,
  'Europe/London Europe/Helsinki America/New_York America/Chicago America/Denver America/Los_Angeles America/Sao_Paulo',
  'Asia/Kolkata Asia/Shanghai Asia/Tokyo Australia/Sydney',
  // Of offsets that hardly anybody else has.
  'Asia/Kathmandu Asia/Kabul Asia/Tehran Asia/Yangon America/St_Johns Australia/Eucla Pacific/Chatham',
].flatMap((zones) => zones.split(' '))
const WINTER = new Date(Date.UTC(2026, 0, 15))
const SUMMER = new Date(Date.UTC(2026, 6, 15))

export function isFrenchZone(zone: string): boolean {
  return FRENCH.split(' ').includes(zone)
}

/**
 * The zone in which a day is a day: that of this machine or a usual one, where the log's times fit it; UTC for a log in
 * UTC on a machine in UTC, which tells nothing, that of an operator who speaks French is the one of Paris.
 *
 * @param zones of the log: `+0100`, `UTC`; none, where it writes none
 */
export function guessZone(zones: readonly string[], machine: string, nowhere = 'UTC'): string {
  const offsets = zones.map((zone) => (zone === 'UTC' ? '+0000' : zone))
  const isUtc = offsets.every((offset) => offset === '+0000')
  if (isUtc && offsets.length > 0) return isNowhere(machine) ? nowhere : machine
  const tried = isNowhere(machine) ? USUAL : [machine, ...USUAL]
  return tried.find((zone) => offsets.every((offset) => offsetsOf(zone).includes(offset))) ?? 'UTC'
}

function isNowhere(zone: string): boolean {
  return /^(?:Etc\/)?(?:UTC|GMT|Universal|Zulu)/.test(zone)
}

function offsetsOf(zone: string): readonly string[] {
  return [WINTER, SUMMER].map((instant) => {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(instant)
    const written = parts.find(({ type }) => type === 'timeZoneName')?.value.replace(/^GMT|:/g, '') ?? ''
    return written === '' ? '+0000' : written
  })
}
