/** Bytes of a block, and of a digest. */
export const BLOCK_BYTES = 64
export const DIGEST_BYTES = 32

/** What a digest starts from: a state of 32 bytes, big-endian. */
export function startDigest(): DataView {
  return viewOf(START)
}

/**
 * Takes one block of 64 bytes into the state (FIPS 180-4, section 6.2.2).
 *
 * Our own, since the state behind a key can then be kept: half of what a call of node:crypto takes a cell, and this room
 * stays without modules of Node. `| 0` after each pair of terms keeps the sums whole: without, it takes half as long again.
 */
export function digestBlock(state: DataView, block: DataView, offset: number): void {
  schedule(block, offset)
  let a = state.getInt32(0)
  let b = state.getInt32(4)
  let c = state.getInt32(8)
  let d = state.getInt32(12)
  let e = state.getInt32(16)
  let f = state.getInt32(20)
  let g = state.getInt32(24)
  let h = state.getInt32(28)
  for (let t = 0; t < 256; t += 4) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const choice = ((h + s1) | 0) + (g ^ (e & (f ^ g)))
    const one = ((choice | 0) + ((ROUNDS.getInt32(t, true) + WORDS.getInt32(t, true)) | 0)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const two = (s0 + ((a & b) | (c & (a | b)))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  state.setInt32(0, (state.getInt32(0) + a) | 0)
  state.setInt32(4, (state.getInt32(4) + b) | 0)
  state.setInt32(8, (state.getInt32(8) + c) | 0)
  state.setInt32(12, (state.getInt32(12) + d) | 0)
  state.setInt32(16, (state.getInt32(16) + e) | 0)
  state.setInt32(20, (state.getInt32(20) + f) | 0)
  state.setInt32(24, (state.getInt32(24) + g) | 0)
  state.setInt32(28, (state.getInt32(28) + h) | 0)
}

/** The 64 words of a block, in WORDS. */
function schedule(block: DataView, offset: number): void {
  for (let t = 0; t < 64; t += 4) WORDS.setInt32(t, block.getInt32(offset + t), true)
  for (let t = 64; t < 256; t += 4) {
    const x = WORDS.getInt32(t - 60, true)
    const y = WORDS.getInt32(t - 8, true)
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    const far = (WORDS.getInt32(t - 64, true) + s0) | 0
    const near = (WORDS.getInt32(t - 28, true) + s1) | 0
    WORDS.setInt32(t, (far + near) | 0, true)
  }
}

const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
// Read once a round: in the order of bytes that machines have.
const ROUNDS = viewOf(
  [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
    0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2,
  ],
  true,
)
const WORDS = new DataView(new ArrayBuffer(256))

function viewOf(words: readonly number[], isLittleEndian = false): DataView {
  const view = new DataView(new ArrayBuffer(4 * words.length))
  words.forEach((word, position) => view.setUint32(4 * position, word, isLittleEndian))
  return view
}
