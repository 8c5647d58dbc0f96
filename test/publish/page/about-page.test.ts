import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSealed } from '../../../src/protect/index.ts'
import { renderFolders } from '../../../src/publish/index.ts'
import { block, code, link, list, plain, table } from '../../../src/publish/markdown.ts'
import { fromMarkdown } from '../../../src/publish/page/from-markdown.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from '../example-publication.ts'

const FOLDERS = renderFolders(examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]), isSealed)

function htmlOf(...paragraphs: readonly string[]): string {
  const around = { headingId: 'h', addressOf: (target: string) => (target === 'PRIVACY.md' ? '#privacy' : target) }
  return fromMarkdown(paragraphs, around)
    .map(({ markup }) => markup)
    .join('')
}

/** What a reader sees of markup: no tag, no character reference. */
function seen(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, sign: string) => String.fromCharCode(Number(sign)))
}

describe('our Markdown as HTML', () => {
  it.each([
    { why: 'a paragraph', markdown: 'One *two*', html: '<p>One *two*</p>' },
    { why: 'two in one', markdown: 'One\n\ntwo', html: '<p>One</p><p>two</p>' },
    { why: 'strong', markdown: `**In ${code('a')}** it`, html: '<p><strong>In <code>a</code></strong> it</p>' },
    {
      why: 'a link',
      markdown: link(plain('a]b'), 'https://example.fr/'),
      html: '<p><a href="https://example.fr/">a]b</a></p>',
    },
    { why: 'a link to a file', markdown: '[x](CHANGELOG.md)', html: '<p><a href="CHANGELOG.md">x</a></p>' },
    { why: 'a link to what stands here', markdown: '[x](PRIVACY.md)', html: '<p><a href="#privacy">x</a></p>' },
    {
      why: 'an address',
      markdown: '<https://example.fr/a>',
      html: '<p><a href="https://example.fr/a">https://example.fr/a</a></p>',
    },
    { why: 'mail', markdown: '<a@example.fr>', html: '<p><a href="mailto:a@example.fr">a@example.fr</a></p>' },
    { why: 'a list', markdown: list(['a', '**b**']), html: '<ul><li>a</li><li><strong>b</strong></li></ul>' },
    { why: 'what begins like a list', markdown: '- a\nbc', html: '<p>- a\nbc</p>' },
    {
      why: 'code that looks like Markdown',
      markdown: block('text', '# <b>\n\n| a |'),
      html: '<pre><code># &#60;b&#62;\n\n| a |</code></pre>',
    },
    {
      why: 'markup of somebody else',
      markdown: '<script>1</script>',
      html: '<p>&#60;script&#62;1&#60;/script&#62;</p>',
    },
  ])('$why', ({ markdown, html }) => expect(htmlOf(markdown).replaceAll('>\n<', '><')).toBe(html))

  it('a table, with bars in text and in code', () => {
    const markup = htmlOf(
      table(
        ['a', 'b'],
        [
          [plain('x | y'), `${code(String.raw`/a\|b`)}<br>${code('/c')}`],
          ['', 'z'],
        ],
      ),
    )
    expect(markup).toContain('<th scope="col">a</th><th scope="col">b</th>')
    expect(markup).toContain('<td>x | y</td><td><code>/a|b</code><br /><code>/c</code></td>')
    expect(markup).toContain('<td></td><td>z</td>')
  })

  it('shows every text of an operator as it is, in a paragraph, a cell, a link and strong words', () => {
    const signs = fc.string({
      unit: fc.constantFrom(...Array.from(String.raw`ab \|*_[]<>()&"'#~!.:/@-`), '`'),
      minLength: 1,
    })
    const text = signs.map((one) => `x${one}x`)
    fc.assert(
      fc.property(text, (words) => {
        const safe = plain(words)
        const all = [safe, link(safe, 'https://example.fr/'), `**${safe}**`, table([safe], [[safe]])]
        for (const markdown of all)
          expect(seen(htmlOf(markdown)).replaceAll('\n', '')).toBe(markdown.startsWith('| ') ? words + words : words)
      }),
    )
  })
})

describe.each(FOLDERS)('the read-me of $name as a page', ({ files }) => {
  const textOf = (path: string) => files.find((file) => file.path === path)!.text
  const PAGES = [
    { page: 'a-propos.html', texts: ['LISEZMOI.md', 'CONFIDENTIALITE.md'] },
    { page: 'about.html', texts: ['README.md', 'PRIVACY.md'] },
  ]

  it.each(PAGES)('$page says all that $texts say', ({ page, texts }) => {
    const words = seen(textOf(page).split('<body>')[1]!).replaceAll(/\s+/g, '')
    // Titles and the line that leads to the other language are the page's own.
    const paragraphs = texts
      .flatMap((path) => textOf(path).split('\n\n').slice(1))
      .filter((one) => !one.startsWith('*'))
    expect(paragraphs.length).toBeGreaterThan(30)
    for (const paragraph of paragraphs) {
      const cells = paragraph.split(/\n/).filter((line) => !line.startsWith('```') && !line.startsWith('| ---'))
      for (const cell of cells.flatMap((line) => line.split(/(?<!\\)\|/))) {
        const said = seen(htmlOf(cell.trim().replace(/^#+ |^- /, ''))).replaceAll(/\s+/g, '')
        expect(words).toContain(cell.startsWith('DuckDB') ? '' : said)
      }
    }
  })

  it.each(PAGES)('$page leads to its own sections, to files and to the page', ({ page }) => {
    const text = textOf(page)
    const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const targets = [...text.matchAll(/href="([^"]+)"/g)].map(([, target = '']) => target)
    const inside = targets.filter((target) => target.startsWith('#')).map((target) => target.slice(1))
    expect(inside.length).toBeGreaterThan(10)
    expect(inside.filter((id) => !ids.has(id))).toEqual([])
    expect(targets).toContain(page === 'about.html' ? 'index.en.html' : 'index.html')
    expect(targets.filter((target) => /(?:README|LISEZMOI|PRIVACY|CONFIDENTIALITE)\.md/.test(target))).toEqual([])
  })

  it('is what the page leads to', () => {
    expect(textOf('index.html')).toContain('href="a-propos.html"')
    expect(textOf('index.en.html')).toContain('href="about.html"')
  })
})
