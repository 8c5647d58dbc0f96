import { METHOD, METHODS, type MethodIndex } from '../../domain/dictionary.ts'

const WORDS = METHODS.map((word) => new TextEncoder().encode(word))
// Own constants: an imported one is loaded anew at each use.
const { GET, HEAD, POST, PUT, PATCH, DELETE, other: OTHER } = METHOD

/** The method of `bytes[start…end)`; `other` for one that is not in the list. */
export function readMethod(bytes: Uint8Array, start: number, end: number): MethodIndex {
  // GET is nine of ten requests.
  if (isWord(bytes, start, end, WORDS[GET]!)) return GET
  for (let i = HEAD; i < OTHER; i++) if (isWord(bytes, start, end, WORDS[i]!)) return METHOD[METHODS[i]!]
  return OTHER
}

/** True for the methods by which a pattern that names none is reached. */
export function isCommonMethod(method: MethodIndex): boolean {
  return method === GET || changesSomething(method)
}

/** True for the methods whose redirect is an answer: post, redirect, get. */
export function changesSomething(method: MethodIndex): boolean {
  return method === POST || method === PUT || method === PATCH || method === DELETE
}

function isWord(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  if (end - start !== word.length) return false
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false
  return true
}
