import { describe, expect, it } from 'vitest'
import { whatFollows } from '../../src/recognition/index.ts'
import { setUp, type Case } from './disk.ts'

type Row = Case & { readonly is: string; readonly why: string; readonly isRotated?: boolean }

/** The file holds all of the first stream. */
async function followingOf({ isRotated = false, ...asked }: Case & { readonly isRotated?: boolean }): Promise<string> {
  const { file, begun, found, streams, lookUps } = setUp(asked)
  const [stream] = streams
  if (stream === undefined) throw new Error('a case has a stream')
  const { known, to, rest } = await whatFollows(file, { stream, near: begun.near }, isRotated, found, lookUps)
  return [...known.map(({ id }) => id), `${to / 300}:`, rest].join(' ')
}

const [A, B] = ['/l/a.log', '/l/b.log']
const AB = `${A} AB`

describe('whatFollows', () => {
  it.each<Row>([
    { file: AB, read: [AB], is: '2: nothing', why: 'it was read to its end' },
    { file: `${A} ABc`, read: [AB], is: '2: nothing', why: 'the next line is being written' },
    { file: `${A} ABC`, read: [AB], isEarly: true, is: '2: new', why: 'the log goes on: nobody else is asked' },
    {
      file: `${A}.1 ABC`,
      read: [AB],
      isEarly: true,
      isRotated: true,
      is: '2: later',
      why: 'who joins logs may have written it',
    },
    { file: `${A}.1 ABC`, read: [AB], isRotated: true, is: '2: new', why: 'nobody has' },
    { file: `${A}.1 AB`, read: [AB], isEarly: true, isRotated: true, is: '2: nothing', why: 'nothing was written' },
  ])('a log: $file is read up to $is, $why', async ({ is, ...row }) => {
    expect(await followingOf(row)).toBe(is)
  })

  it.each<Row>([
    { file: `${A} ABCDEF`, read: [AB, `${A} CD`, `${A} EF`], is: '2 3 6: nothing', why: 'three days in one file' },
    { file: `${A} ABCD`, read: [AB, `${B} CD`], is: '2: new', why: 'another log has the same lines' },
    { file: `${B} ABCDCD`, read: [AB, `${A} CD`], is: '2 4: new', why: 'the log that it was begun as; and each once' },
    { file: `${A} AB1`, read: [AB, `${A} 1`], is: '2: new', why: 'one short line follows by chance' },
    { file: `${A} AB1C`, read: [AB, `${A} 1`], is: '2: new', why: 'a stream of one short line begins too many' },
    { file: `${A} ABCX`, read: [AB, `${A} CD`], is: '2: new', why: 'it begins in another way' },
    { file: `${A} ABCDX`, read: [AB, `${A} CD`], isEarly: true, is: '2 4: later', why: 'others may have the rest' },
    { file: `${A} ABCDX`, read: [AB, `${A} CD`], is: '2 4: new', why: 'lines of its own' },
    { file: `${A} ABCDX`, read: [AB, `${A} CD`], there: [`${A}.1 CDX`], is: '2 4: copy', why: 'the other goes on' },
    { file: `${A} ABCDX`, read: [AB, `${A} CD`], there: [`${A}.1 CD`], is: '2 4: new', why: 'the other ends there' },
    {
      file: `${A} ABCD0`,
      read: [AB, `${A} CD`],
      there: [`${A}.1 CDX`],
      is: '2 4: new',
      why: 'what comes is no line yet',
    },
  ])('joined logs: $file is read up to $is, $why', async ({ is, ...row }) => {
    expect(await followingOf(row)).toBe(is)
  })

  const LONG = `${A} CDEFGH`
  it.each<Row>([
    { file: `${A} ABCD`, read: [AB, LONG], isEarly: true, is: '2: later', why: 'others may tell' },
    { file: `${A} ABCD`, read: [AB, LONG], there: [`${A}.1 CDEFGH`], is: '2: part', why: 'it is being joined' },
    { file: `${A} ABCDX`, read: [AB, LONG], there: [`${A}.1 CDEFGH`], is: '2: new', why: 'it goes on in another way' },
    { file: `${A} ABCD`, read: [AB, LONG], is: '2: new', why: 'nothing is there, and two lines tell nothing' },
    { file: `${A} ABCDEF`, read: [AB, LONG], is: '2: copy', why: 'nothing is there, and four lines tell' },
  ])('a part of what was read: $file is read up to $is, $why', async ({ is, ...row }) => {
    expect(await followingOf(row)).toBe(is)
  })

  const WHOLE = `${A} ABCDEF`
  it.each<Row>([
    { file: `${A} ABCD`, read: [AB, WHOLE], there: [`${A}.1 ABCDEF`], is: '2: part', why: 'it is a copy of that' },
    { file: `${A} ABXY`, read: [AB, WHOLE], there: [`${A}.1 ABCDEF`], is: '2: new', why: 'it goes on in another way' },
    { file: `${A} ABCD`, read: [AB, WHOLE], is: '2: new', why: 'the header of a log begins like those before' },
    { file: `${A} ABCD`, read: [AB, WHOLE, `${A} CDE`], is: '2: copy', why: 'what follows was read, too' },
  ])('a beginning of what was read: $file is read up to $is, $why', async ({ is, ...row }) => {
    expect(await followingOf(row)).toBe(is)
  })
})
