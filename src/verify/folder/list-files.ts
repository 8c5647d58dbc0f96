import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../domain/finding.ts'
import { errnoOrThrow } from './errno-or-throw.ts'

const FOLDERS = ['data', 'LICENSES']
/** Beyond, the files of our names are not looked at any further. */
const MOST_FILES = 20_000

/** The regular files of a folder that have names of ours, in the order of names; whatever else is there is a finding. */
export function listFiles(root: string, isOurName: (path: string) => boolean, report: Report): readonly string[] {
  const files: string[] = []
  const paths = ['', ...FOLDERS].flatMap((folder) =>
    namesIn(root, folder, report).map((name) => (folder === '' ? name : `${folder}/${name}`)),
  )
  const kindOf = (path: string) => orTold(path, report, () => lstatSync(join(root, path), { throwIfNoEntry: false }))

  function take(path: string): void {
    const kind = kindOf(path)
    if (kind?.isFile() === true) files.push(path)
    else if (kind !== undefined) report({ code: 'FILE_NOT_REGULAR', file: path })
  }

  for (const path of paths.sort()) {
    if (FOLDERS.includes(path) && kindOf(path)?.isDirectory() === true) continue
    if (!isOurName(path)) report({ code: 'FILE_UNKNOWN', file: path })
    else if (files.length === MOST_FILES) report({ code: 'FILE_UNEXPECTED', file: path })
    else take(path)
  }
  return files
}

function namesIn(root: string, folder: string, report: Report): readonly string[] {
  const path = join(root, folder)
  // The folder itself may be named by a link.
  const isFolder = () => folder === '' || lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  return orTold(folder === '' ? '.' : folder, report, () => (isFolder() ? readdirSync(path) : [])) ?? []
}

/** Undefined, and a finding, where the system does not let us look. */
function orTold<T>(file: string, report: Report, look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    report({ code: 'FILE_UNREADABLE', file, found: errnoOrThrow(error) })
    return undefined
  }
}
