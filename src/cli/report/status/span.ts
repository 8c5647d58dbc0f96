import { say } from '../../language/language.ts'

/** How long: in minutes, from two hours on in hours, from three days on in days. */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  if (hours < 72) return `${hours} h`
  const days = Math.round(hours / 24)
  return say({ en: `${days} days`, fr: `${days} jours` })
}
