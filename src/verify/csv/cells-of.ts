/** The fields of a line of CSV; undefined where it is not written as we write it: quotes where they are needed, doubled inside. */
export function cellsOf(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(',')
  const cells: string[] = []
  let at = 0
  for (;;) {
    const [text, next] = line[at] === '"' ? quotedAt(line, at) : plainAt(line, at)
    if (text === undefined) return undefined
    cells.push(text)
    if (next === line.length) break
    if (line[next] !== ',') return undefined
    at = next + 1
  }
  return cells.map(written).join(',') === line ? cells : undefined
}

type Taken = readonly [text: string | undefined, next: number]

function plainAt(line: string, at: number): Taken {
  const comma = line.indexOf(',', at)
  const next = comma < 0 ? line.length : comma
  return [line.slice(at, next), next]
}

function quotedAt(line: string, at: number): Taken {
  let end = line.indexOf('"', at + 1)
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
  return end < 0 ? [undefined, line.length] : [line.slice(at + 1, end).replaceAll('""', '"'), end + 1]
}

function written(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
