import { styleText } from 'node:util'

/** A heading on stdout, after an empty line; bold where that is a terminal. */
export function heading(text: string): string {
  return `\n${styleText('bold', text, { stream: process.stdout })}\n`
}
