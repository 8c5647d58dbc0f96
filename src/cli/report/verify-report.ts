import type { Finding } from '../../domain/finding.ts'
import type { Verified } from '../../pipeline/index.ts'
import { clipped } from '../terminal/printable.ts'
import { wordsForFinding } from '../words/of-findings.ts'
import { grouped } from '../words/words.ts'

/** What is wrong, where, how to mend it; then what was looked at. */
export function verifyReport(verified: Verified): string {
  const { findings, more } = verified
  const blocks = findings.map(blockOf)
  const rest = more > 0 ? [`and ${grouped(more)} more of these kinds in the same files\n`] : []
  return [...blocks, ...rest, summaryOf(verified)].join('\n')
}

/** The same for programs. */
export function verifyJson(folder: string, verified: Verified): string {
  const findings = verified.findings.map((finding) => ({ ...harmless(finding), ...wordsForFinding(finding) }))
  const isRight = findings.length === 0
  const { dataset } = verified
  const told = dataset && { ...dataset, madeWith: clipped(dataset.madeWith) }
  return `${JSON.stringify({ folder, isRight, ...verified, dataset: told, findings }, undefined, 2)}\n`
}

// Whoever prints a field of this must not be commanded by it either.
function harmless({ code, line, ...texts }: Finding): object {
  const cut = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, clipped(text)]))
  return { code, ...cut, ...(line !== undefined && { line }) }
}

function blockOf(finding: Finding): string {
  const { code, file, line, field, found, expected } = finding
  const { what, fix } = wordsForFinding(finding)
  const where = [
    clipped(file),
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(field === undefined ? [] : [clipped(field)]),
  ].join(', ')
  return [
    `${code}: ${what}`,
    `  where: ${where}`,
    ...(found === undefined ? [] : [`  found: ${clipped(found)}`]),
    ...(expected === undefined ? [] : [`  expected: ${clipped(expected)}`]),
    `  fix:   ${fix}`,
    '',
  ].join('\n')
}

function summaryOf({ dataset, files, findings, more, otherTier }: Verified): string {
  const count = findings.length + more
  const said = count === 0 ? 'nothing wrong' : count === 1 ? 'one finding' : `${grouped(count)} findings`
  if (dataset === undefined)
    return `${said}; the description cannot be read back, so names and checksums alone were checked (${grouped(files)} files)\n`
  const { name, version, licence, rows, isOurs, madeWith } = dataset
  const head = `${name} ${version}, ${licence}: ${said} in ${grouped(files)} files and ${grouped(rows)} rows\n`
  const rendered = isOurs
    ? ''
    : `made with comptage ${clipped(madeWith)}, not this version: texts and pages were not made anew and compared\n`
  return `${head}${rendered}${OTHER_TIER[otherTier]}`
}

const OTHER_TIER: Readonly<Record<Verified['otherTier'], string>> = {
  none: '',
  compared: 'the other level of detail beside it was compared; verify it too\n',
  elsewhere: 'the other level of detail is not beside it, and was not compared\n',
  damaged: 'the other level of detail beside it has findings of its own, and was not compared: verify it\n',
}
