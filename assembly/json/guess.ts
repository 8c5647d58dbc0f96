// What stood in each place of an object on the line before: most lines have the same keys in the same order. A guess is proven byte by byte.
import { GUESSES } from '../layout'

// `,"status":`, or `{"time":`, with the spaces between; the node of the object, the node that the key leads to, how many bytes it is.
const GUESS_SIZE: usize = 64
const NODE: usize = 32
const CHILD: usize = 36
const LENGTH: usize = 40
const LONGEST: usize = 32

// Keys further behind in their object share the last place, deeper levels share those of others.
const MOST_GUESSES: u32 = 32
const LEVELS: u32 = 4

/** Guesses of other keys lead to nodes that are no more. */
export function forgetGuesses(): void {
  memory.fill(GUESSES, 0, <usize>(LEVELS * MOST_GUESSES) * GUESS_SIZE)
}

@inline
export function guessAt(depth: u32, place: u32): usize {
  return GUESSES + <usize>((depth & (LEVELS - 1)) * MOST_GUESSES + min(place, MOST_GUESSES - 1)) * GUESS_SIZE
}

/** Whether that key stands at `at`; the end of the line is not looked for. */
@inline
export function isGuessed(guess: usize, node: usize, at: usize): bool {
  if (load<u32>(guess, NODE) != <u32>node) return false
  const low = <u32>i8x16.bitmask(i8x16.ne(v128.load(guess), v128.load(at)))
  const high = <u32>i8x16.bitmask(i8x16.ne(v128.load(guess, 16), v128.load(at, 16)))
  return (low | (high << 16)) << (<u32>LONGEST - load<u32>(guess, LENGTH)) == 0
}

/** Where the value of that key begins. */
@inline
export function behindGuessed(guess: usize, at: usize): usize {
  return at + <usize>load<u32>(guess, LENGTH)
}

@inline
export function guessedNode(guess: usize): usize {
  return <usize>load<u32>(guess, CHILD)
}

/** Of the value behind a key no byte is kept. */
@inline
export function learn(guess: usize, node: usize, from: usize, to: usize, child: usize): void {
  if (to - from > LONGEST) return
  const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  const length = i8x16.splat(<i8>(to - from))
  v128.store(guess, v128.and(v128.load(from), i8x16.lt_u(places, length)))
  v128.store(guess, v128.and(v128.load(from, 16), i8x16.lt_u(v128.or(places, i8x16.splat(16)), length)), 16)
  store<u32>(guess, <u32>node, NODE)
  store<u32>(guess, <u32>child, CHILD)
  store<u32>(guess, <u32>(to - from), LENGTH)
}
