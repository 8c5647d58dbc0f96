import { expect, it } from 'vitest'
import { FIELDS, SPAN, SPANS_LENGTH, type Field } from '../../src/domain/contracts.ts'
import { detectFormat, UNWRAPPED } from '../../src/format/index.ts'
import { SEED } from '../seed.ts'
import { configurationOf, countInProcess } from './count-in-process.ts'
import { diceOf, randomLayout, truthOf, writeLine, type RandomLayout, type Truth } from './random-layout.ts'

const LINES = 40
const LAYOUTS = Number(process.env['COMPTAGE_LAYOUTS'] ?? 30)

/** The text of columns, of which nothing may be told. */
// Hosts and cookies whole: `example` and `session` are words of our own messages too.
const OF_COLUMNS = /LEAK|203\.0\.113|198\.51\.100|example\.(?:fr|org)|session=|Mozilla/

function logOf(seed: number): {
  readonly layout: RandomLayout
  readonly truths: readonly Truth[]
  readonly bytes: Buffer
} {
  const dice = diceOf(seed)
  const layout = randomLayout(dice)
  const truths = Array.from({ length: LINES }, (_, line) => truthOf(dice, line))
  const lines = truths.map((truth) => writeLine(layout, truth, dice))
  return { layout, truths, bytes: Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1') }
}

/** What a layout was read as: nothing, rightly, or the first field that is not what the line says. */
function tryLayout(seed: number): string {
  const { layout, truths, bytes } = logOf(seed)
  const found = detectFormat({ bytes, start: 0, end: bytes.length })
  const { scanner, wrapped, ...told } =
    'scanner' in found ? found : { ...found, scanner: undefined, wrapped: UNWRAPPED }
  expect(JSON.stringify(told)).not.toMatch(OF_COLUMNS)
  if (scanner === undefined) return 'refused'
  const peeled = wrapped.open(0)?.peel(bytes, 0, bytes.length, true) ?? { bytes, start: 0, end: bytes.length }
  const text = Buffer.from(peeled.bytes.subarray(peeled.start, peeled.end))
  const spans = new Int32Array(SPANS_LENGTH)
  for (let [at, i] = [0, 0]; at < text.length; i++) {
    const end = text.indexOf('\n', at)
    spans.fill(-1)
    if (scanner.scan(text, at, end, spans) < 0) {
      const wrong = FIELDS.find((field) => isWrong(field, textOf(text, spans, field), truths[i]!))
      if (wrong !== undefined)
        return `wrong ${wrong} as ${scanner.name}, seed ${seed}: ${layout.columns.join(' ')} by ${JSON.stringify(layout.separator)}`
    }
    at = end + 1
  }
  return 'layout' in found ? 'layout' : scanner.name
}

function textOf(bytes: Buffer, spans: Int32Array, field: Field): string | undefined {
  const start = spans[SPAN[field]]!
  return start < 0 ? undefined : bytes.toString('latin1', start, spans[SPAN[field] + 1])
}

/** A format may not tell a field; what it tells is true. */
function isWrong(field: Field, text: string | undefined, truth: Truth): boolean {
  if (text === undefined || field === 'request' || field === 'protocol' || field === 'query') return false
  if (field === 'duration') return !text.split(/[ ,]+/).includes(truth.duration)
  return text !== (truth[field] ?? '-')
}

it(`${LAYOUTS} layouts made at random of combined are read rightly or refused, and nothing of their columns is told`, () => {
  const outcomes = new Map<string, number>()
  for (let i = 0; i < LAYOUTS; i++) {
    const outcome = tryLayout(SEED + i)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  console.log(JSON.stringify([...outcomes].filter(([o]) => !o.startsWith('wrong'))))
  expect([...outcomes.keys()].filter((outcome) => outcome.startsWith('wrong')).slice(0, 25)).toEqual([])
  expect(outcomes.get('layout')).toBeGreaterThan(LAYOUTS / 10)
})

it.each([
  { seed: 2_095_307_566, why: 'one redirect of forty lines has a Location, where the agent would be' },
  { seed: 2_095_308_626, why: 'the agent names fewer browsers than another column' },
  { seed: 755_449_771, why: 'the time of day beside a status is no duration, where that is missing' },
])('not $why', ({ seed }) => {
  expect(tryLayout(seed)).not.toMatch(/^wrong/)
})

it('what is published of thirty of them, and said of them, holds no text of a column', async () => {
  const configuration = configurationOf("service: { name: Essai }\nfeatures: [ { id: tout, match: '/**' } ]\n")
  let counted = 0
  for (let i = 0; i < 30; i++) {
    if (tryLayout(SEED + i) === 'refused') continue
    const outputs = await countInProcess(configuration, [logOf(SEED + i).bytes], { malformedLimit: 1 })
    expect(OF_COLUMNS.test(JSON.stringify(outputs))).toBe(false)
    counted++
  }
  expect(counted).toBeGreaterThan(3)
})
