/** Far more than any answer that is asked for. */
const MOST_BYTES = 16 * 1024 * 1024

export type Answer = { readonly json: unknown } | { readonly text: string } | { readonly isTooLarge: true }

/** The body of a response: JSON, text where it is none, nothing kept of it where it is too large. */
export async function readAnswer(response: Response): Promise<Answer> {
  const pieces: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | readonly never[] = response.body ?? []
  for await (const piece of body) {
    size += piece.length
    // Leaving the loop closes the connection.
    if (size > MOST_BYTES) return { isTooLarge: true }
    pieces.push(piece)
  }
  const text = Buffer.concat(pieces).toString('utf8')
  try {
    const json: unknown = text === '' ? undefined : JSON.parse(text)
    return { json }
  } catch {
    return { text }
  }
}
