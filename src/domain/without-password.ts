/** What cron sends of an address lies in a mailbox. All before the last `@` is left out, since a password may have a slash, or another, in it. */
export function withoutPassword(text: string): string {
  return text.replaceAll(/\/\/\S*@/g, '//…@')
}
