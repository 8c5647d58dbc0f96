import * as z from 'zod'
import { dayOfText } from '../../domain/calendar.ts'
import { REFERRERS } from '../../domain/dictionary.ts'
import { MOST_ENTRIES } from '../../domain/service.ts'
import { once } from '../../domain/once.ts'
import {
  FORMULA,
  HAS_VISIBLE_SIGN,
  HOST_NAME,
  MOST_ADDRESS_SIGNS,
  MOST_NAME_SIGNS,
  MOST_SIGNS,
  TITLE,
  unfitSign,
  unfitSignOfLines,
} from '../../domain/text.ts'

/**
 * What a key may hold. The message of each check is no sentence but a word: a kind of `Expected`, or `timezone`,
 * `licence`; that of a text that holds what none may hold names it, as `without U+202E`, or how much is too much, as `most-signs 300`; that of an unknown key lists the keys that are known there, and that of no mapping those that it must have.
 */
export function mapping<Keys extends z.core.$ZodLooseShape>(keys: Keys) {
  return z.strictObject(keys, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? Object.keys(keys).join(' ') : ['mapping', ...requiredOf(keys)].join(' '),
  })
}

function requiredOf(keys: z.core.$ZodLooseShape): readonly string[] {
  return Object.entries<z.core.$ZodType>(keys).flatMap(([key, value]) =>
    value._zod.optin === 'optional' || z.safeParse(value, undefined).success ? [] : key,
  )
}

export function list<Item extends z.core.SomeType>(item: Item, most = MOST_ENTRIES) {
  return z.array(item, { error: 'list' }).max(most, { error: `most-entries ${most}` })
}

/** @param word what is expected, where the list is missing or is none */
export function filledList<Item extends z.core.SomeType>(item: Item, word = 'list') {
  return z
    .array(item, { error: word })
    .max(MOST_ENTRIES, { error: `most-entries ${MOST_ENTRIES}` })
    .min(1, { error: word })
}

export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: 'one-of' })
}

export function matching(word: string, pattern: RegExp, most = MOST_SIGNS) {
  return fit(word, unfitSign, most).regex(pattern, { error: word, abort: true })
}

/** On one line. */
export const text = once(() => matching('text', /\S/))

/** Of a path, or a request that one should take. */
export const pattern = once(() => matching('pattern', /\S/))

/** Of a service or of its publisher. */
export const name = once(() => cell('text', MOST_NAME_SIGNS))

/**
 * Begins a cell of a CSV, which a spreadsheet may take for a formula. An index of services passes over what shows nothing.
 *
 * @param word what is told where it is no text at all
 */
export function cell(word: 'text' | 'title', most = MOST_SIGNS) {
  return fit(word, unfitSign, most)
    .regex(TITLE, { error: 'title', abort: true })
    .refine((written) => !FORMULA.test(written) && HAS_VISIBLE_SIGN.test(written), { error: 'title' })
}

export const lines = once(() => fit('text', unfitSignOfLines).regex(/\S/, { error: 'text' }))

/** One text a language, of which one may be missing. */
export function inOneOrBoth(one: z.ZodString, word: 'text' | 'title') {
  return mapping({ fr: one.exactOptional(), en: one.exactOptional() })
    .refine(({ fr, en }) => fr !== undefined || en !== undefined, { error: word })
    .meta({ minProperties: 1 })
}

function fit(word: string, unfitIn: (written: string) => string | undefined, most = MOST_SIGNS) {
  return (
    z
      .string({ error: word })
      // A block of YAML ends with one, which nobody means.
      .overwrite((written) => written.replace(/\n$/, ''))
      .max(most, { error: `most-signs ${most}` })
      .check(({ value, issues }) => {
        const sign = unfitIn(value)
        if (sign !== undefined) issues.push({ code: 'custom', message: `without ${sign}`, input: value })
      })
  )
}

export const day = once(() => reading('day', DAY, dayOfText))

/** A day that exists, of the years that the program knows: an editor shows 29 February of a common year. */
const DAY = new RegExp(`^(?=19|2[01])${z.regexes.date.source.slice(1)}`)

/** `48h`, `14d`, in hours. */
export function duration() {
  return reading('duration', /^\d{1,4}[hd]$/, (written) => parseInt(written, 10) * (written.endsWith('d') ? 24 : 1))
}

/** `5%` or 0.05, from 0 to 1. */
export function share() {
  const part = z.number({ error: 'share' }).min(0, { error: 'share' }).max(1, { error: 'share' })
  return z.union([part, reading('share', /^(?:\d{1,2}(?:\.\d+)?|100) ?%$/, (written) => parseFloat(written) / 100)])
}

/** Above 0, and no `.inf`: JSON has no number above the greatest. */
export function positiveNumber() {
  const message = { error: 'positive-number' }
  return z.number(message).positive(message).max(Number.MAX_VALUE, message)
}

/** What stands before the host would be published with it: there is no `@`. */
const HOST = '[^\\s/:@?#\\\\%*[\\]]+'
const PORT = '(?:\\d{1,4}|[1-5]\\d{4}|6(?:[0-4]\\d{3}|5(?:[0-4]\\d\\d|5(?:[0-2]\\d|3[0-5]))))'
const SITE = `https?:\\/\\/(?:${HOST}|\\[[\\da-fA-F:.]+\\])(?::${PORT})?`

export function url() {
  return reading('url', new RegExp(`^${SITE}(?:[/?#]\\S*)?$`), validUrl, MOST_ADDRESS_SIGNS)
}

/** The signs that no text around it can be taken for; whether somebody reads it nobody can tell. */
export function email() {
  return matching('email', /^[^\s<>@]+@[^\s<>@]+$/)
}

/** An address that others are made from: it ends in a slash. */
export function baseUrl() {
  return reading(
    'url',
    new RegExp(`^${SITE}(?:/[^\\s?#]*)?$`),
    (written) => validUrl(written.replace(/\/?$/, '/')),
    MOST_ADDRESS_SIGNS,
  )
}

function validUrl(written: string): string | undefined {
  return URL.canParse(written) ? written : undefined
}

/** A host without port, as browsers write it: lower case, international names in their ASCII form, no dot at the end. */
export function host() {
  return reading('host', new RegExp(`^${HOST}$`), hostIn)
}

/** A host that is told beside the words of the program: one that is called as one of them, as an intranet may have, would be told as that. */
export function referrerHost() {
  return reading('referrer-host', new RegExp(`^${HOST}$`), (written) => {
    const read = hostIn(written)
    return REFERRERS.some((word) => word === read) ? undefined : read
  })
}

function hostIn(written: string): string | undefined {
  const read = URL.canParse(`http://${written}`) ? new URL(`http://${written}`).hostname.replace(/\.$/, '') : ''
  return HOST_NAME.test(read) ? read : undefined
}

/** An IANA name. `+02:00` is none, though some versions of Node.js take it. */
export function timeZone() {
  return reading('timezone', /^[^\d+-]/, (written) => (isTimeZone(written) ? written : undefined))
}

function isTimeZone(written: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: written })
    return true
  } catch (error) {
    // The only way to ask: `Intl.supportedValuesOf` leaves out UTC and every older name of a zone.
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Text of a form that an editor can check, then what only we can: `undefined` refuses it. */
function reading<T>(word: string, pattern: RegExp, read: (written: string) => T | undefined, most = MOST_SIGNS) {
  return matching(word, pattern, most).transform((written, context) => {
    const value = read(written)
    if (value !== undefined) return value
    context.addIssue(word)
    return z.NEVER
  })
}
