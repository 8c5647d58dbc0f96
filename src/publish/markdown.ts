/**
 * A text of the operator inside Markdown: it stays text, whatever signs it has, and whatever each of its lines begins with.
 * Blanks at the ends of a line would make code, or a break.
 */
export function plain(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.join('\n').replaceAll(/[\\`*_[\]<>|#~]|&(?=[#\w])|^[-+=:]|(?<=^\d+)[.)]/gm, String.raw`\$&`)
}

/** As CommonMark has it: between more backticks than the text holds in a row. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const [first, last] = [text.at(0), text.at(-1)]
  const pad = text.trim() !== '' && (first === ' ' || first === '`' || last === '`') ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

export function link(text: string, address: string | undefined): string {
  return address === undefined ? text : `[${text}](<${encoded(address)}>)`
}

/** An address of the web that is its own text. */
export function shownAddress(address: string): string {
  return `<${encoded(address)}>`
}

/** What Markdown itself does not take for an address of mail, it may take for one of another kind, `javascript:` too. */
export function mail(email: string): string {
  return AUTOLINK_OF_MAIL.test(email) ? `<${email}>` : link(plain(email), `mailto:${email}`)
}

const AUTOLINK_OF_MAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)*$/i

// No sign of an address ends it, or is read as another.
function encoded(address: string): string {
  return address.replaceAll(/[<>\\\s]/g, encodeURIComponent)
}

/** A table; cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

export function bulletList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}
