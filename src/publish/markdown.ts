/** A text of the operator inside Markdown: it stays text, whatever signs it has. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#~]/g, String.raw`\$&`)
}

export function code(text: string): string {
  return `\`${text}\``
}

export function link(text: string, address: string | undefined): string {
  return address === undefined ? text : `[${text}](<${address}>)`
}

/** A table; cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}
