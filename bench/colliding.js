// Bytes that the memories of the kernel cannot tell apart by their hash, as who knows assembly/memo.ts would make them.

const WORD = 2n ** 64n - 1n
// Of `hashOf` in assembly/memo.ts: where its first lane begins, by what it multiplies and how far it turns.
const BEGIN = 0x9e3779b97f4a7c15n
const FACTOR = 0x9fb21c651e98df25n
const TURN = 29n
const LENGTH = 32n
const LETTERS = 0x6161616161616161n

/**
 * Spans of 32 bytes with one hash: the third eight bytes undo in the lane what the first have done to it, and the others are the same.
 *
 * @param isFit whether these eight bytes may stand in a span
 */
export function* collidingBytes(isFit = () => true) {
  const meant = lane(LETTERS) ^ LETTERS
  for (let n = 0n; ; n++) {
    const first = LETTERS + inLetters(n)
    const third = lane(first) ^ meant
    if (isFit(third)) yield Buffer.from(BigUint64Array.of(first, LETTERS, third, LETTERS).buffer)
  }
}

/** Four bits a byte. */
function inLetters(number) {
  return Array.from({ length: 8 }, (_, i) => BigInt(i)).reduce(
    (word, byte) => word | (((number >> (4n * byte)) & 15n) << (8n * byte)),
    0n,
  )
}

/** What the lane is after its first eight bytes. */
function lane(first) {
  const product = ((BEGIN ^ LENGTH ^ first) * FACTOR) & WORD
  return ((product << TURN) & WORD) | (product >> (64n - TURN))
}
