import type { Feature, PersonalKind } from '../domain/feature.ts'
import type { Written } from '../domain/place.ts'
import type { Problem } from '../domain/problem.ts'
import { isAsset } from './pattern/is-of-kind.ts'
import type { Pattern } from './pattern/route.ts'

/** The literals of a pattern, path and query values, that look like a person's data: literals reach what is published. */
export function findPersonal(written: Written<string>, pattern: Pattern): readonly Problem[] {
  const inPath = pattern.segments.flatMap((segment) => (segment.kind === 'literal' ? [segment.text] : []))
  const inQuery = pattern.conditions.flatMap(({ value }) => (value === undefined ? [] : [value]))
  return [...inPath, ...inQuery].flatMap((literal): Problem[] => {
    const kind = personalKind(literal)
    if (kind === undefined) return []
    return [{ code: 'PATTERN_LOOKS_PERSONAL', place: written.place, pattern: written.value, literal, kind }]
  })
}

/** The words of a title that look so: a document that was imported has them from whoever wrote it. */
export function findPersonalTitle({ id, title, match }: Feature): readonly Problem[] {
  const place = match[0]?.place
  if (place === undefined) return []
  const texts = Object.values(title)
  // Written in pairs, a telephone number is many words.
  const numbers = texts.flatMap((text) => text.match(/(?:\b0[1-9]|\+\d{2,3} ?\d)(?: \d\d){4}\b/g) ?? [])
  const words = new Set([...texts.flatMap((text) => text.split(/[\s,;()<>!?]+/)), ...numbers])
  return [...words].flatMap((written): Problem[] => {
    const word = written.replace(/[.:]$/, '')
    const kind = personalKind(word)
    return kind === undefined ? [] : [{ code: 'TITLE_LOOKS_PERSONAL', place, feature: id, word, kind }]
  })
}

/** The first that fits: a uuid and a phone number hold long numbers too. */
function personalKind(literal: string): PersonalKind | undefined {
  if (isEmail(literal)) return 'email'
  if (/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/i.test(literal)) return 'uuid'
  if (isAddress(literal)) return 'address'
  if (isPhone(literal)) return 'phone'
  if (/\d{7}/.test(literal)) return 'long-number'
  return undefined
}

// `logo@2x.png` is an image, `library@1.2` a version.
function isEmail(literal: string): boolean {
  const at = literal.indexOf('@')
  const dot = literal.lastIndexOf('.')
  return at > 0 && dot > at + 1 && /^[a-z]{2,}$/i.test(literal.slice(dot + 1)) && !isAsset(literal)
}

function isAddress(literal: string): boolean {
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(literal)) return literal.split('.').every((part) => Number(part) <= 255)
  if (!/^[\da-f:.]+$/i.test(literal)) return false
  // `12:30:00` is a time: IPv6 has `::` or all of its eight groups.
  return literal.includes('::') || literal.split(':').length === 8
}

/** Ten digits from 01 to 09, as in France, or `+` and 7 to 15 digits; spaces, dots, hyphens and brackets between them do not matter. */
function isPhone(literal: string): boolean {
  return /^(?:0[1-9]\d{8}|(?:\+|00)[1-9]\d{6,14})$/.test(literal.replace(/[\s.()-]/g, ''))
}
