import { replaceVariables } from '../replace-variables.ts'

/** The variables that a shell file sets by `NAME=value`. Nothing is run: what the shell would have to find out is empty. */
export function readEnvvars(text: string): Map<string, string> {
  const known = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [assignment = '', name = ''] = /^\s*(?:export\s+)?([a-z_]\w*)=/i.exec(line) ?? []
    const value = line.slice(assignment.length).trim()
    if (name !== '' && !value.includes('`') && !value.includes('$('))
      known.set(
        name,
        replaceVariables(unquoted(value), 'both', (used) => known.get(used) ?? ''),
      )
  }
  return known
}

function unquoted(value: string): string {
  const quote = value.charAt(0)
  return (quote === '"' || quote === "'") && value.endsWith(quote) ? value.slice(1, -1) : value
}
