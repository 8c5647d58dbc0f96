import { otherLanguage, type Words } from '../words.ts'

/** Texts in the other language, which version 2 has no place for. */
export function labelsOf(texts: Readonly<Record<string, Words>>, language: keyof Words): object {
  const other = otherLanguage(language)
  return { [other]: Object.fromEntries(Object.entries(texts).map(([key, words]) => [key, words[other]])) }
}
