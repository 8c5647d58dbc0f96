import { expect, it } from 'vitest'
import { judgeUnopened } from '../../src/recognition/index.ts'

const UNKNOWN = { done: undefined, isSkipped: false, waits: undefined, again: false }

it.each([
  { why: 'a file that was never met is opened', known: {}, how: 'open' },
  { why: 'one that was read to its end is passed', known: { done: 3 }, how: 'passed' },
  { why: 'and one that was given up', known: { isSkipped: true }, how: 'passed' },
  { why: 'unless some of its lines may fit a new format', known: { done: 3, again: true }, how: 'open' },
  { why: 'a copy of what is read elsewhere is none by now', known: { waits: 'part' }, how: 'part' },
  { why: 'what could not be read may be by now', known: { waits: 'LOG_DAMAGED' }, how: 'open' },
] as const)('$why', ({ known, how }) => {
  const { done, isSkipped, waits, again } = { ...UNKNOWN, ...known }
  expect(judgeUnopened({ done, isSkipped, waits: () => waits, isToReadAgain: () => again })).toBe(how)
})
