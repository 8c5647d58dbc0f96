/** A feature as a document describes it. */
export type ImportedFeature = {
  /** Made into an id; the id is not unique yet. */
  readonly name: string
  readonly title: string
  readonly match: readonly string[]
}
