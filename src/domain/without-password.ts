/** What cron sends of an address lies in a mailbox. All up to the last `@` is left out, since a password may have a slash, or another, in it. */
export function withoutPassword(text: string): string {
  const [start, at] = [text.indexOf('//'), text.lastIndexOf('@')]
  return start < 0 || at < start ? text : `${text.slice(0, start)}//…${text.slice(at)}`
}
