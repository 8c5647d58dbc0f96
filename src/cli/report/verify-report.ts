import type { Finding, FindingText } from '../../domain/finding.ts'
import type { Verified } from '../../pipeline/index.ts'
import type { Both } from '../../domain/service.ts'
import { countOfFiles, grouped, numbered, say } from '../language/language.ts'
import { clipped } from '../terminal/printable.ts'
import { wordsForFinding, wordsForText } from '../words/findings/words-for-finding.ts'

/** What is wrong, where, how to mend it; then what was looked at. */
export function verifyReport(verified: Verified): string {
  const { findings, more } = verified
  const count = grouped(more)
  const rest = say({
    en: `and ${count} more of these kinds in the same files\n`,
    fr: `et ${count} autres de ces sortes dans les mêmes fichiers\n`,
  })
  return [...findings.map(blockOf), ...(more > 0 ? [rest] : []), summaryOf(verified)].join('\n')
}

/** The same for programs. */
export function verifyJson(folder: string, verified: Verified): string {
  const findings = verified.findings.map((finding) => ({ ...harmless(finding), ...saidOf(finding) }))
  const isRight = findings.length === 0
  const { dataset } = verified
  const told = dataset && { ...dataset, madeWith: clipped(dataset.madeWith) }
  return `${JSON.stringify({ folder, isRight, ...verified, dataset: told, findings }, undefined, 2)}\n`
}

function saidOf({ code }: Finding): { readonly what: string; readonly fix: string } {
  const { what, fix } = wordsForFinding(code)
  return { what: say(what), fix: say(fix) }
}

// Whoever prints a field of this must not be commanded by it either.
function harmless({ code, file, line, field, found, expected }: Finding): object {
  return {
    code,
    file: clipped(file),
    ...(field !== undefined && { field: clipped(field) }),
    ...(found !== undefined && { found: printed(found) }),
    ...(expected !== undefined && { expected: printed(expected) }),
    ...(line !== undefined && { line }),
  }
}

function printed(text: FindingText): string {
  return clipped(wordsForText(text))
}

// As long as the longest of their language.
const LABELS: Both<Readonly<Record<'where' | 'found' | 'expected' | 'fix', string>>> = {
  en: { where: 'where:   ', found: 'found:   ', expected: 'expected:', fix: 'fix:     ' },
  fr: { where: 'où :     ', found: 'trouvé : ', expected: 'attendu :', fix: 'remède : ' },
}

function blockOf(finding: Finding): string {
  const { code, file, line, field, found, expected } = finding
  const { what, fix } = saidOf(finding)
  const labels = say(LABELS)
  const where = [
    clipped(file),
    ...(line === undefined ? [] : [say({ en: `line ${line}`, fr: `ligne ${line}` })]),
    ...(field === undefined ? [] : [clipped(field)]),
  ].join(', ')
  return [
    `${code}${say({ en: ':', fr: ' :' })} ${what}`,
    `  ${labels.where} ${where}`,
    ...(found === undefined ? [] : [`  ${labels.found} ${printed(found)}`]),
    ...(expected === undefined ? [] : [`  ${labels.expected} ${printed(expected)}`]),
    `  ${labels.fix} ${fix}`,
    '',
  ].join('\n')
}

function summaryOf({ dataset, files, findings, more, otherTier }: Verified): string {
  const said = countText(findings.length + more)
  const named = countOfFiles(files)
  if (dataset === undefined)
    return say({
      en: `${said}; the description cannot be read back, so names and checksums alone were checked (${named})\n`,
      fr: `${said} ; la description ne peut pas être relue, seuls les noms et les empreintes ont été vérifiés (${named})\n`,
    })
  const { name, version, licence, rows, isOurs, madeWith } = dataset
  const told = numbered(rows, { en: ['row', 'rows'], fr: ['ligne', 'lignes'] })
  const head = say({
    en: `${name} ${version}, ${licence}: ${said} in ${named} and ${told}\n`,
    fr: `${name} ${version}, ${licence} : ${said} dans ${named} et ${told}\n`,
  })
  return `${head}${isOurs ? '' : ofAnotherVersion(clipped(madeWith))}${say(OTHER_TIER[otherTier])}`
}

function countText(count: number): string {
  if (count === 0) return say({ en: 'nothing wrong', fr: 'rien à redire' })
  return numbered(count, { en: ['finding', 'findings'], fr: ['constat', 'constats'] })
}

function ofAnotherVersion(version: string): string {
  return say({
    en: `made with comptage ${version}, not this version: texts and pages were not made anew and compared\n`,
    fr: `fait avec comptage ${version}, une autre version que celle-ci : textes et pages n’ont pas été refaits pour être comparés\n`,
  })
}

const OTHER_TIER: Readonly<Record<Verified['otherTier'], Both>> = {
  none: { en: '', fr: '' },
  compared: {
    en: 'the other level of detail beside it was compared; verify it too\n',
    fr: 'l’autre niveau de détail, à côté, a été comparé ; vérifiez-le aussi\n',
  },
  elsewhere: {
    en: 'the other level of detail is not beside it, and was not compared\n',
    fr: 'l’autre niveau de détail n’est pas à côté, et n’a pas été comparé\n',
  },
  damaged: {
    en: 'the other level of detail beside it has findings of its own, and was not compared: verify it\n',
    fr: 'l’autre niveau de détail, à côté, a ses propres constats, et n’a pas été comparé : vérifiez-le\n',
  },
}
