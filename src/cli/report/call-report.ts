import type { Call } from '../../pipeline/index.ts'
import { say } from '../language/language.ts'
import { grouped } from '../words/words.ts'

/** `POST https://…/upload/  day-feature.csv, 8,656 bytes`: a call on one line. */
export function callTitle({ method, form }: Call, address: string): string {
  return [`${method} ${address}`, ...(form === undefined ? [] : [fileText(form.file)])].join('  ')
}

/** A call with what it says; the key is in none of it. */
export function callReport(call: Call, address: string): string {
  const said = { ...call.json, ...call.form?.fields }
  const lines = Object.entries(said).map(([name, value]) => `    ${name}: ${shortened(value)}`)
  return `${[callTitle(call, address), ...lines].join('\n')}\n`
}

function fileText({ name, bytes }: NonNullable<Call['form']>['file']): string {
  const size = grouped(bytes.length)
  return say({ en: `${name}, ${size} bytes`, fr: `${name}, ${size} octets` })
}

const LONGEST = 160

// As JSON, in which no text breaks a line; of a description the beginning.
function shortened(value: unknown): string {
  const text = JSON.stringify(value).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, ' ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
