const LONGEST = 200
/** Levels of an answer that are looked into. */
const DEEPEST = 4

/**
 * What a portal says was wrong, in a form that may be shown: one short line, without anything that a terminal or a
 * reader could take for something else, and without the key, should the portal repeat it.
 *
 * @param answer the body, as JSON or as text
 */
export function portalMessage(answer: unknown, key: string): string {
  const text = textsIn(answer, DEEPEST).join('; ')
  const printable = text
    .replaceAll(key, '***')
    .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return printable.length > LONGEST ? `${printable.slice(0, LONGEST)}…` : printable
}

// `{ "message": …, "errors": { "title": ["required"] } }` of udata, `{ "error": { "name": ["in use"] } }` of CKAN.
function textsIn(answer: unknown, depth: number): readonly string[] {
  if (typeof answer === 'string') return [answer]
  if (typeof answer !== 'object' || answer === null || depth === 0) return []
  if (Array.isArray(answer)) return answer.flatMap((item: unknown) => textsIn(item, depth - 1))
  return Object.entries(answer).flatMap(([key, value]: [string, unknown]) => {
    // Where the help is, and what kind of error: said by the status.
    if (key === 'help' || key === '__type' || key === 'success') return []
    const texts = textsIn(value, depth - 1)
    return ['error', 'errors', 'message'].includes(key) ? texts : texts.map((text) => `${key}: ${text}`)
  })
}
