import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { History } from './history.ts'

/** A history that told something once, in its shortest form: of a mend that is taken out, or before there was one. */
export type Kept = {
  readonly name: string
  readonly why: string
  /** The mend without which it tells, where a test can take it out. */
  readonly mend?: string
  readonly history: History
}

const HERE = join(import.meta.dirname, 'histories')

export const KEPT: readonly Kept[] = readdirSync(HERE).map((file) => ({
  name: file.replace('.json', ''),
  ...(JSON.parse(readFileSync(join(HERE, file), 'utf8')) as Omit<Kept, 'name'>),
}))
