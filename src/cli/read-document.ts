import { readFileSync, realpathSync, statSync } from 'node:fs'
import { sep } from 'node:path'
import type { ImportReader } from '../config/index.ts'
import { errnoOf } from '../domain/errno-of.ts'

/** Descriptions of large interfaces have 10 MB; parsing ten times as much would take minutes. */
const LARGEST_BYTES = 16_000_000

/** Reads a document that the configuration names: a file of this machine, and where asked one of a folder, whatever links say. */
export const readDocument: ImportReader = (path, within) => {
  try {
    const real = realpathSync(path)
    if (within !== undefined && !real.startsWith(realpathSync(within) + sep)) return { why: 'reference-outside' }
    const stats = statSync(real)
    if (!stats.isFile()) return { why: 'unreadable', errno: 'EISDIR' }
    if (stats.size > LARGEST_BYTES) return { why: 'too-large' }
    return { text: readFileSync(real, 'utf8').replace(/^\uFEFF/, '') }
  } catch (error) {
    return { why: 'unreadable', errno: errnoOf(error) ?? 'EIO' }
  }
}
