/**
 * The files in the output of `nginx -T`, the first of them the main one; undefined for any other text.
 *
 * Hint: what the program said before the first file is left out.
 */
export function splitDump(text: string): ReadonlyMap<string, string> | undefined {
  const marks = [...text.matchAll(/^# configuration file (.+):\r?$/gm)]
  if (marks.length === 0) return undefined
  return new Map(
    marks.map(({ 0: mark, 1: path = '', index }, i) => [
      path,
      text.slice(index + mark.length + 1, marks[i + 1]?.index),
    ]),
  )
}
