import type { Report } from '../../domain/finding.ts'
import type { Published } from './open-published.ts'

const FILE = 'SHA256SUMS'
const LINE = /^([0-9a-f]{64}) {2}(\S[^\n]*)$/

/**
 * Holds `SHA256SUMS` to the files, once all of them were read.
 *
 * @param text of the file itself
 */
export function checkSums(text: string, published: Published, report: Report): void {
  const lines = text.split('\n')
  if (lines.pop() !== '') report({ code: 'SUMS_LINE', file: FILE, line: lines.length + 1 })
  const listed = new Map<string, string>()
  const present = new Set(published.paths)
  let before = ''
  lines.forEach((line, position) => {
    const sum = sumOf(line)
    const place = { file: FILE, line: position + 1 }
    if (sum === undefined) report({ code: 'SUMS_LINE', ...place })
    else if (sum.path <= before) report({ code: 'SUMS_ORDER', ...place, found: sum.path })
    else if (!present.has(sum.path)) report({ code: 'SUMS_ABSENT', ...place, found: sum.path })
    if (sum === undefined) return
    before = sum.path
    listed.set(sum.path, sum.hex)
  })
  for (const path of published.paths) checkSum(path, listed.get(path), published, report)
}

function sumOf(line: string): { readonly path: string; readonly hex: string } | undefined {
  const [, hex = '', path = ''] = LINE.exec(line) ?? []
  return path !== '' && isBelow(path) ? { path, hex } : undefined
}

function checkSum(path: string, listed: string | undefined, { facts }: Published, report: Report): void {
  const found = facts(path)?.sha256
  if (path === FILE) return
  if (listed === undefined) report({ code: 'SUMS_UNLISTED', file: FILE, found: path })
  else if (found !== undefined && found !== listed)
    report({ code: 'CHECKSUM_DIFFERS', file: path, found, expected: listed })
}

function isBelow(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..')
}
