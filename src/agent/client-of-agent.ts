import { isbot } from 'isbot'
import {
  AI_PURPOSES,
  CLIENT,
  indexOf,
  positions,
  type AiPurpose,
  type AiPurposeIndex,
  type ClientIndex,
} from '../domain/dictionary.ts'
import { AI_WORDS, CLIENT_WORDS } from './agent-words.ts'

// Two expressions a client: 2 µs for a new agent, where one search a word takes 30.
const CLIENT_ROWS = CLIENT_WORDS.map(([client, lists]) => ({ client: CLIENT[client], hasAny: anyOf(lists.join(', ')) }))
// Before them two of all words, which most agents have none of: 1 µs in place of 2.
const hasAnyOfAll = anyOf(CLIENT_WORDS.flatMap(([, lists]) => lists).join(', '))

/**
 * Who asked, by the text of a non-empty agent: our own table, then isbot.
 *
 * Our table comes first because isbot takes curl, python-requests, okhttp and QGIS for robots: they are the users of an API.
 */
export function clientOfAgent(text: string): ClientIndex {
  const lower = text.toLowerCase()
  const row = hasAnyOfAll(lower) ? CLIENT_ROWS.find(({ hasAny }) => hasAny(lower)) : undefined
  if (row !== undefined) return row.client
  if (!isbot(withoutCubot(lower))) return CLIENT.human
  return isProgram(lower) ? CLIENT.machine : CLIENT['other-robot']
}

/**
 * isbot takes everything for a robot that is no browser. `MonAppli/1.2 (+mailto:…)` is a partner's program that uses an
 * API and says so politely: it counts where the feature says `clients: all`.
 */
function isProgram(lower: string): boolean {
  return /^[\w.-]+\/v?\d/.test(lower) && !lower.startsWith('mozilla/') && !ROBOT_WORDS.test(lower)
}

const ROBOT_WORDS = /bot|crawl|spider|slurp|scan|fetch|scrap|archiv|index|preview|monitor|check|probe|harvest|spam/

// Cubot makes telephones. isbot knows it after a space only, not in `;CUBOT X19` or `Build/CUBOT`.
function withoutCubot(lower: string): string {
  return lower.replace(/\bcubot/g, '')
}

export const NO_PURPOSE = indexOf<'purpose'>(-1)

const PURPOSE = positions<'purpose', AiPurpose>(AI_PURPOSES)
const PURPOSE_ROWS = AI_WORDS.map(([purpose, list]) => ({ purpose: PURPOSE[purpose], hasAny: anyOf(list) }))

/** What an ai-robot fetches pages for, by the text of its agent. */
export function purposeOfRobot(text: string): AiPurposeIndex {
  const lower = text.toLowerCase()
  return PURPOSE_ROWS.find(({ hasAny }) => hasAny(lower))?.purpose ?? NO_PURPOSE
}

/** Finds whether a text has any word of a list: `gptbot, ^openai/`. Plain words only, so never slow. */
function anyOf(list: string): (text: string) => boolean {
  const words = list.split(', ').map((word) => word.replace(/[.*+?$()[\]{}|\\]/g, '\\$&'))
  // Looked for together, words that the text begins with and words anywhere in it take three times as long.
  const atStart = words.filter((word) => word.startsWith('^'))
  const anywhere = words.filter((word) => !word.startsWith('^'))
  const expressions = [atStart, anywhere].filter(({ length }) => length > 0).map((some) => new RegExp(some.join('|')))
  return (text) => expressions.some((expression) => expression.test(text))
}
