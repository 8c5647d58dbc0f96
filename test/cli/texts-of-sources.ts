import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { ROOT } from './run-comptage.ts'

/** One text as it stands in the sources: `□` for what is filled in, and the names that are filled in. */
type SourceText = { readonly text: string; readonly names: readonly string[] }
export type Pair = { readonly at: string; readonly en: SourceText; readonly fr: SourceText }

const FOLDER = 'src/cli'
// Prometheus, whose other metrics speak English, shells, and web servers.
const FOR_PROGRAMS = [
  'src/cli/report/status/status-metrics.ts',
  'src/cli/shell-completion.ts',
  'src/cli/help/serve-text.ts',
]
// Markup, which has no words.
const MARKUP = ['src/cli/report/audit/as-html.ts']
const EXEMPT = [...FOR_PROGRAMS, ...MARKUP]
// How commander says it, to be cut.
const COMMANDERS = ['(Did you mean ', 'one of ', 'is invalid. ']

/** Every `{ en, fr }` below src/cli, and every sentence that stands in none. */
export function textsOfSources(files = sourcesBelow(FOLDER)): { pairs: readonly Pair[]; alone: readonly string[] } {
  const pairs: Pair[] = []
  const alone: string[] = []
  for (const [path, code] of Object.entries(files)) {
    const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true)
    const at = (node: ts.Node) => `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
    const walk = (node: ts.Node): void => {
      // A command that is to be typed.
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'line') return
      const both = bothOf(node)
      if (both !== undefined) pairs.push({ at: at(node), en: textOf(both.en), fr: textOf(both.fr) })
      else {
        if (!EXEMPT.includes(path) && isText(node) && !COMMANDERS.includes(ownText(node)) && isSentence(ownText(node)))
          alone.push(`${at(node)}: ${ownText(node)}`)
        ts.forEachChild(node, walk)
      }
    }
    walk(source)
  }
  return { pairs, alone }
}

/** All that one file says. */
export function textOfFile(path: string): string {
  const code = readFileSync(join(ROOT, path), 'utf8')
  return textOf(ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true)).text
}

/** The sources below a folder, by their paths from the root. */
export function sourcesBelow(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => {
        const path = join(folder, file)
        return [path, readFileSync(join(ROOT, path), 'utf8')]
      }),
  )
}

function bothOf(node: ts.Node): { readonly en: ts.Node; readonly fr: ts.Node } | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined
  const valueOf = (name: string) =>
    node.properties.find((property) => ts.isPropertyAssignment(property) && property.name.getText() === name)
  const [en, fr] = [valueOf('en'), valueOf('fr')]
  return en === undefined || fr === undefined
    ? undefined
    : { en: (en as ts.PropertyAssignment).initializer, fr: (fr as ts.PropertyAssignment).initializer }
}

function isText(node: ts.Node): boolean {
  if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) return true
  const isKey = () => ts.isPropertyAssignment(node.parent) && node.parent.name === node
  return ts.isStringLiteral(node) && !isKey()
}

/** What stands in a literal itself, not in what is filled in. */
function ownText(node: ts.Node): string {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (!ts.isTemplateExpression(node)) return ''
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('□')
}

function textOf(node: ts.Node): SourceText {
  const texts: string[] = []
  const names: string[] = []
  const walk = (part: ts.Node): void => {
    if (ts.isIdentifier(part) && !['en', 'fr'].includes(part.text)) names.push(part.text)
    if (ts.isStringLiteral(part) || ts.isNoSubstitutionTemplateLiteral(part)) texts.push(`${part.text}\n`)
    else if (ts.isTemplateHead(part) || ts.isTemplateMiddle(part)) texts.push(`${part.text}□`)
    else if (ts.isTemplateTail(part)) texts.push(part.text)
    else if (ts.isPropertyAccessExpression(part)) walk(part.expression)
    else ts.forEachChild(part, walk)
  }
  walk(node)
  return { text: texts.join('').trim(), names: [...new Set(names)].sort() }
}

// Two words of small letters side by side, or one with a space beside it.
function isSentence(text: string): boolean {
  // Markup.
  if (/^ ?(?:<|class=)/.test(text)) return false
  return /\p{Ll}\p{Ll} \p{Ll}\p{Ll}|^ \p{Ll}\p{Ll}|\p{Ll}\p{Ll} $/u.test(text)
}
