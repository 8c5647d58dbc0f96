import { expect, it } from 'vitest'
import { fill, readerOfPieces } from '../../../src/source/byte-reader.ts'
import { openForward } from '../../../src/source/sight/open-forward.ts'

const TEXT = Buffer.from(Array.from({ length: 100 }, (_, i) => i))

it.each<{ readonly places: readonly (readonly [at: number, length: number])[]; readonly opened: number }>([
  { places: [[0, 10], [10, 10], [50, 3], [95, 10]], opened: 1 }, // oxfmt-ignore
  // Read beyond the next place, by no more than is kept.
  { places: [[0, 30], [11, 5], [12, 40], [32, 30]], opened: 1 }, // oxfmt-ignore
  { places: [[0, 60], [10, 5], [99, 5], [100, 5], [110, 5]], opened: 2 }, // oxfmt-ignore
])('goes through a text once where places follow: $places', async ({ places, opened }) => {
  let [opens, closes] = [0, 0]
  const open = (): Promise<ReturnType<typeof readerOfPieces>> => {
    opens += 1
    const pieces = [TEXT.subarray(0, 33), TEXT.subarray(33, 40), TEXT.subarray(40)]
    return Promise.resolve(
      readerOfPieces(
        (async function* () {
          for (const piece of pieces) yield await Promise.resolve(piece)
        })(),
        () => Promise.resolve(void (closes += 1)),
      ),
    )
  }
  const forward = openForward(open, 20)
  // One buffer for all: what is kept of a read is not what stands in it later.
  const into = Buffer.alloc(100)
  for (const [at, length] of places) {
    into.fill(255)
    const filled = await fill(await forward.at(at), into, 0, length)
    expect(into.subarray(0, filled)).toEqual(TEXT.subarray(at, at + length))
  }
  await forward.close()
  expect({ opens, closes }).toEqual({ opens: opened, closes: opened })
})
