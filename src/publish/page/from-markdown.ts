import { html, type Html } from './html.ts'

/** What the rendering asks of the page around. */
export type PageAround = {
  /** Of the heading above: a scroll box is named after it. */
  readonly headingId: string
  /** Where a link of the text leads on a page. */
  readonly addressOf: (target: string) => string
  /** Cells and paragraphs that are known to the page as more than text: words of the operator, which may be in another language. */
  readonly known: ReadonlyMap<string, Html>
}

/** Paragraphs of our own Markdown (`../markdown.ts`, and no more of the language than it writes) as HTML. */
export function fromMarkdown(paragraphs: readonly string[], around: PageAround): readonly Html[] {
  return paragraphs.flatMap((paragraph) =>
    /^```\w*\n/.test(paragraph) ? [fenced(paragraph)] : paragraph.split(/\n{2,}/).map((one) => block(one, around)),
  )
}

function fenced(paragraph: string): Html {
  const text = paragraph.split('\n').slice(1, -1).join('\n')
  return html`<pre><code>${text}</code></pre>`
}

function block(text: string, around: PageAround): Html {
  const lines = text.split('\n')
  if (text.startsWith('| ')) return table(lines, around)
  if (lines.every((line) => line.startsWith('- ')))
    return html`<ul>
      ${lines.map((line) => html`<li>${inline(line.slice(2), around)}</li>`)}
    </ul>`
  return html`<p>${around.known.get(text) ?? inline(text, around)}</p>`
}

function table([header = '', , ...rows]: readonly string[], around: PageAround): Html {
  const cells = (row: string) => cellsOf(row).map((cell) => around.known.get(cell) ?? inline(cell, around))
  return html`<div class="scroll" role="group" tabindex="0" aria-labelledby="${around.headingId}">
    <table class="plain">
      <thead>
        <tr>
          ${cells(header).map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${cells(row).map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

// As GitHub reads a table: a bar behind a backslash is one of the text, in code too.
function cellsOf(row: string): readonly string[] {
  const cells = row.slice(2, -2).split(' | ')
  return cells.map((cell) => cell.replaceAll(String.raw`\|`, '|'))
}

const SPAN = [
  /\\(?<escaped>[\\`*_[\]<>|#~&\-+=:.)])/,
  /(?<fence>`+)(?!`)(?<code>.+?)(?<!`)\k<fence>(?!`)/,
  /\*\*(?<strong>(?:\\.|[^\\*])+)\*\*/,
  /\[(?<label>(?:\\.|[^\\\]])*)\]\((?:<(?<address>[^<>]*)>|(?<path>[\w./#-]*))\)/,
  /<(?<auto>https?:\/\/[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>/,
  /(?<line><br>)/,
]
const SPANS = new RegExp(SPAN.map(({ source }) => source).join('|'), 'gu')

/** What is none of the spans that we write stays text, whatever it looks like. */
function inline(text: string, around: PageAround): readonly Html[] {
  const pieces: Html[] = []
  let at = 0
  for (const { 0: span, index, groups } of text.matchAll(SPANS)) {
    pieces.push(html`${text.slice(at, index)}`, spanHtml(groups ?? {}, around))
    at = index + span.length
  }
  return [...pieces, html`${text.slice(at)}`]
}

type Groups = Readonly<Record<string, string | undefined>>

function spanHtml({ escaped, code, strong, line, ...link }: Groups, around: PageAround): Html {
  if (escaped !== undefined) return html`${escaped}`
  if (code !== undefined) return html`<code>${unpadded(code)}</code>`
  if (strong !== undefined) return html`<strong>${inline(strong, around)}</strong>`
  return line === undefined ? linkHtml(link, around) : html`<br />`
}

function unpadded(code: string): string {
  return code.trim() !== '' && code.startsWith(' ') && code.endsWith(' ') ? code.slice(1, -1) : code
}

function linkHtml({ label, address, path = '', auto }: Groups, around: PageAround): Html {
  if (auto !== undefined) return html`<a href="${/^https?:/.test(auto) ? '' : 'mailto:'}${auto}">${auto}</a>`
  const text = inline(label ?? '', around)
  const target = around.addressOf(address ?? path)
  return LEADS_SOMEWHERE.test(target) ? html`<a href="${target}">${text}</a>` : html`${text}`
}

/** On the web, to a mailbox, in the folder; of no other scheme. */
const LEADS_SOMEWHERE = /^(?:https?:\/\/|mailto:|[^:]*$)/
