/** Which variables are meant: `${name}` alone, or `$name` too. */
export type VariableForm = 'braced' | 'both'

/** Replaces each variable by its value; without one it stays as it is. */
export function replaceVariables(
  text: string,
  form: VariableForm,
  valueOf: (name: string) => string | undefined,
): string {
  const [first = '', ...others] = text.split('$')
  return first + others.map((after) => replaced(after, form, valueOf)).join('')
}

function replaced(after: string, form: VariableForm, valueOf: (name: string) => string | undefined): string {
  const { name, end } = after.startsWith('{') ? braced(after) : bare(after)
  const value = name === '' || (form === 'braced' && !after.startsWith('{')) ? undefined : valueOf(name)
  return value === undefined ? `$${after}` : value + after.slice(end)
}

// `${name:-other}` of a shell is read as `${name}`.
function braced(after: string): { readonly name: string; readonly end: number } {
  const close = after.indexOf('}')
  return { name: close < 0 ? '' : bare(after.slice(1, close)).name, end: close + 1 }
}

function bare(after: string): { readonly name: string; readonly end: number } {
  const name = /^\w+/.exec(after)?.[0] ?? ''
  return { name, end: name.length }
}
