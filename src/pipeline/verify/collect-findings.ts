import type { Finding, Report } from '../../domain/finding.ts'

export type Findings = {
  readonly report: Report
  /** The first of each kind in each file. */
  readonly found: () => readonly Finding[]
  /** How many more there are. */
  readonly more: () => number
  readonly isIn: (isFile: (file: string) => boolean) => boolean
}

/** A file that is wrong in every line says so twenty times, not a million. */
const MOST_ALIKE = 20

export function collectFindings(): Findings {
  const found: Finding[] = []
  const counts = new Map<string, number>()
  let more = 0
  return {
    report: (finding) => {
      const key = `${finding.code} ${finding.file}`
      const count = 1 + (counts.get(key) ?? 0)
      counts.set(key, count)
      if (count <= MOST_ALIKE) found.push(finding)
      else more += 1
    },
    found: () => found,
    more: () => more,
    isIn: (isFile) => found.some(({ file }) => isFile(file)),
  }
}
