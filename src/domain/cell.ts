/** What a sum or a figure is of, beside its feature: the words of its dimensions, in their order, none of which has a space. */
export function cellOf(words: readonly string[]): string {
  return words.join(' ')
}

export function wordsOfCell(cell: string): readonly string[] {
  return cell === '' ? [] : cell.split(' ')
}
