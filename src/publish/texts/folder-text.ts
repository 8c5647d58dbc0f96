/** A text for people, from which both its Markdown and its page are made. All of it but `id` is Markdown. */
export type Text = {
  readonly title: string
  readonly opening: readonly string[]
  readonly sections: readonly TextSection[]
}

export type TextSection = {
  /** The same in both languages. */
  readonly id: string
  readonly heading: string
  readonly paragraphs: readonly string[]
}

/**
 * The file of a text.
 *
 * @param elsewhere where the same stands in the other language
 */
export function fileOfText({ title, opening, sections }: Text, elsewhere: string): string {
  const told = sections.map(({ heading, paragraphs }) => [`## ${heading}`, ...paragraphs].join('\n\n'))
  return `${[`# ${title}`, ...opening, elsewhere, ...told].join('\n\n')}\n`
}
