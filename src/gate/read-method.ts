import { METHOD, METHODS, type MethodIndex } from '../domain/dictionary.ts'

const WORDS = METHODS.map((word) => new TextEncoder().encode(word))
const OTHER = METHOD.other

/** The method of `bytes[start…end)`; `other` for one that is not in the list. */
export function readMethod(bytes: Uint8Array, start: number, end: number): MethodIndex {
  // GET is nine of ten requests.
  if (end - start === 3 && bytes[start] === 0x47 && bytes[start + 1] === 0x45) return METHOD.GET
  for (let i = METHOD.HEAD; i < OTHER; i++) if (isWord(bytes, start, end, WORDS[i]!)) return METHOD[METHODS[i]!]
  return OTHER
}

/** True for the methods by which a pattern that names none is reached. */
export function isCommonMethod(method: MethodIndex): boolean {
  return method === METHOD.GET || changesSomething(method)
}

/** True for the methods whose redirect is an answer: post, redirect, get. */
export function changesSomething(method: MethodIndex): boolean {
  return method === METHOD.POST || method === METHOD.PUT || method === METHOD.PATCH || method === METHOD.DELETE
}

function isWord(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  if (end - start !== word.length) return false
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false
  return true
}
