/** What the operator wrote, fit for a message: on one line, of at most 80 characters. */
export function oneLine(written: string): string {
  return written
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(.{80}).*$/u, '$1')
}
