import { writePrivately } from '../../publish/index.ts'

/** Writes an audit for the operator alone: it holds true counts. */
export function writeAudit(path: string, text: string): void {
  writePrivately(path, text)
}
