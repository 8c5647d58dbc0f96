import { refuseUnwritableFile, writePrivately } from '../../publish/index.ts'

/** Writes an audit for the operator alone: it holds true counts. */
export function writeAudit(path: string, text: string): void {
  writePrivately(path, text)
}

/**
 * Before the logs are read, of which it is to be the result.
 *
 * @throws ProblemError FILE_OF_ANOTHER, AMONG_OPEN_DATA, WRITE_FAILED
 */
export function refuseAuditAt(path: string): void {
  refuseUnwritableFile(path, ['\nAudit ', '# Audit ', '<!doctype html>'])
}
