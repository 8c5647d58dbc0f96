import { AI_PURPOSES, indexOf, positions, type AiPurpose, type AiPurposeIndex } from '../domain/dictionary.ts'
import { AI_WORDS } from './ai-words.ts'
import { anyOf } from './any-of.ts'

export const NO_PURPOSE = indexOf<'purpose'>(-1)

const PURPOSE = positions<'purpose', AiPurpose>(AI_PURPOSES)
const ROWS = AI_WORDS.map(([purpose, list]) => ({ purpose: PURPOSE[purpose], words: anyOf(list) }))

/** What an ai-robot fetches pages for, by the text of its agent. */
export function purposeOfRobot(text: string): AiPurposeIndex {
  const lower = text.toLowerCase()
  return ROWS.find(({ words }) => words.test(lower))?.purpose ?? NO_PURPOSE
}
