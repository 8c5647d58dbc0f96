import { describe, expect, it } from 'vitest'
import { copyingOf, whichStream } from '../../src/recognition/index.ts'
import { setUp, type Case } from './disk.ts'

type Row = Case & { readonly is: string; readonly why: string }

async function verdictOf(asked: Case): Promise<string> {
  const { file, begun, found, lookUps } = setUp(asked)
  const verdict = await whichStream(file, begun, found, lookUps)
  if (verdict.kind === 'known') return `known ${verdict.stream.id}`
  return verdict.kind === 'waiting' ? `waiting ${verdict.why}` : verdict.kind
}

const [A, B] = ['/l/a.log', '/l/b.log']

describe('whichStream', () => {
  it.each<Row>([
    { file: `${A} AB`, read: [], is: 'new', why: 'nothing was read' },
    { file: `${A} XB`, read: [`${A} AB`], is: 'new', why: 'another first line' },
    { file: `${A} AX`, read: [`${A} AB`], is: 'new', why: 'the same first line, another beginning' },
    { file: `${A} ABC`, read: [`${A} AB`], is: 'known 1', why: 'the log has grown' },
    { file: `${A}.1 ABC`, read: [`${A} AB`, `${A} ABC`], is: 'known 2', why: 'the longest that it holds' },
    { file: `${A} ABX`, read: [`${A} ABC`], is: 'new', why: 'as long as what was read, and another' },
  ])('by its content alone: $file is $is, $why', async ({ is, ...row }) => {
    expect(await verdictOf(row)).toBe(is)
  })

  const READ = [`${A} ABCDE`]
  it.each<Row>([
    { file: `${A} AB`, read: READ, isEarly: true, is: 'later', why: 'others may tell' },
    { file: `${A} AB`, read: READ, there: [`${A}.1 ABCDE`], is: 'waiting part', why: 'it is a copy that grows' },
    { file: `${A} ABX`, read: READ, there: [`${A}.1 ABCDE`], is: 'new', why: 'it differs from the file that has it' },
    { file: `${A} AB`, read: READ, is: 'waiting copy', why: 'nothing is there to compare it with' },
    {
      file: `${B} ABCD`,
      read: READ,
      there: [`${A} ABCDE`],
      is: 'waiting part',
      why: 'so much tells, whatever its name',
    },
    { file: `${B} ABCDEF`, read: READ, there: [`${A} ABCDE`], is: 'known 1', why: 'a moved log goes on' },
    { file: `${A} ABC`, read: [...READ, `${A} ABCDF`], is: 'waiting copy', why: 'two are longer, and none is there' },
    { file: `${A} ABC`, read: [...READ, `${B} AB`], is: 'known 2', why: 'of what it may be, it is what it holds' },
  ])('less than was read: $file is $is, $why', async ({ is, ...row }) => {
    expect(await verdictOf(row)).toBe(is)
  })

  const OTHER = [`${A} AB`]
  const [ONE, TWO] = ['/h1/a.log', '/h2/a.log']
  it.each<Row>([
    { file: `${B} AB`, read: OTHER, isEarly: true, is: 'later', why: 'others may tell' },
    { file: `${B} AB`, read: OTHER, is: 'known 1', why: 'the other is gone: it was moved' },
    { file: `${B} AB`, read: OTHER, hidden: [`${A} AB`], is: 'waiting copy', why: 'the other cannot be read' },
    { file: `${B} AB`, read: OTHER, there: [`${A} AB`], is: 'new', why: 'two logs have the same few lines' },
    { file: `${B} ABC`, read: OTHER, there: [`${A} AB`], is: 'new', why: 'two logs begin with the same few lines' },
    { file: `${B} ABX`, read: OTHER, there: [`${A} ABC`], is: 'new', why: 'and go on in two ways' },
    { file: `${B} A`, read: OTHER, is: 'new', why: 'less than what is gone, so little that it tells nothing' },
    {
      file: `${B} A`,
      read: OTHER,
      there: [`${A} AB`],
      copying: 'perhaps',
      is: 'waiting copy',
      why: 'it may be copied',
    },
    { file: `${B} AB`, read: OTHER, there: [`${A} AB`], copying: 'perhaps', is: 'new', why: 'a copy would be whole' },
    { file: `${B} AB`, read: OTHER, there: [`${A} AB`], copying: 'seen', is: 'waiting part', why: 'it was copied' },
    { file: `${A}.copy AB`, read: OTHER, there: [`${A} AB`], is: 'known 1', why: 'made of it by its name, once more' },
    { file: `${A}.copy ABc`, read: OTHER, there: [`${A} ABcd`], is: 'known 1', why: 'its last line has no end' },
    {
      file: `${A}.copy ABC`,
      read: OTHER,
      there: [`${A} ABCD`],
      is: 'waiting copy',
      why: 'it goes on as the other does',
    },
    { file: `${TWO} AB`, read: [`${ONE} AB`], there: [`${ONE} AB`], is: 'new', why: 'two hosts have a folder each' },
    { file: `${TWO}.1 AB`, read: [`${ONE} AB`], there: [`${ONE} AB`], is: 'known 1', why: 'a folder for rotated logs' },
  ])('a few lines of another log: $file is $is, $why', async ({ is, ...row }) => {
    expect(await verdictOf(row)).toBe(is)
  })

  const FULLER = [`${A} A`, `${B} ABC`]
  it.each<Row>([
    { file: `${A} ABCD`, read: FULLER, isEarly: true, is: 'later', why: 'others may tell' },
    { file: `${A} ABCD`, read: FULLER, is: 'known 2', why: 'the fuller one is gone' },
    { file: `${A} ABCD`, read: FULLER, hidden: [`${B} ABC`], is: 'waiting copy', why: 'the fuller one cannot be read' },
    {
      file: `${A} ABCD`,
      read: FULLER,
      there: [`${B} ABC`],
      is: 'known 1',
      why: 'the fuller one is there: it is its own',
    },
  ])('all of its own stream, and of another that is fuller: $file is $is, $why', async ({ is, ...row }) => {
    expect(await verdictOf(row)).toBe(is)
  })
})

describe('copyingOf', () => {
  const HOUR = 3_600_000
  it.each([
    { waited: undefined, ageMs: HOUR, is: 'perhaps', why: 'written to within the day' },
    { waited: undefined, ageMs: -HOUR, is: 'perhaps', why: 'by a clock that is ahead' },
    { waited: undefined, ageMs: -24 * HOUR, is: 'perhaps', why: 'the clock may be a day behind' },
    { waited: undefined, ageMs: -7 * 24 * HOUR, is: 'no', why: 'dated a week ahead, which tells nothing' },
    { waited: undefined, ageMs: 24 * HOUR, is: 'no', why: 'a day old' },
    { waited: { why: 'copy', hasChanged: true }, ageMs: 24 * HOUR, is: 'seen', why: 'it waited, and has grown' },
    { waited: { why: 'part', hasChanged: true }, ageMs: HOUR, is: 'seen', why: 'it waited, and has grown' },
    { waited: { why: 'part', hasChanged: false }, ageMs: 24 * HOUR, is: 'no', why: 'it waits as it did' },
    {
      waited: { why: 'LOG_DAMAGED', hasChanged: true },
      ageMs: HOUR,
      is: 'perhaps',
      why: 'it waited for something else',
    },
  ] as const)('$is: $why', ({ waited, ageMs, is }) => {
    expect(copyingOf(waited, ageMs)).toBe(is)
  })
})
