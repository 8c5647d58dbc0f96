/** U+00A0 inside « » and before a colon, U+202F before `; ! ?`: spaces where no line breaks, as the Imprimerie nationale has them. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\u202F)(?<=[\s\p{L})»□])[;!?](?=\s|$)/gu, 'no U+202F before'],
  [/(?<=[\s)»])(?<!\u00A0):(?=\s|$)/gu, 'no U+00A0 before'],
  [/«(?!\u00A0)/gu, 'no U+00A0 after'],
  [/(?<!\u00A0)»/gu, 'no U+00A0 before'],
]

/** Where a French text has another space, or none. A word with a colon may be a key of the configuration, so that passes. */
export function spaceFaults(text: string): readonly string[] {
  return FAULTS.flatMap(([sign, what]) =>
    [...text.matchAll(sign)].map(
      ({ 0: found, index }) => `${what} ${found}: ${text.slice(Math.max(0, index - 30), index + 9)}`,
    ),
  )
}
