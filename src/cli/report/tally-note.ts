/** What a tally is, to whoever just made one. */
export function tellTally(path: string): void {
  process.stderr.write(`${path}: true counts, small ones too; for comptage merge, never for publication\n`)
}
