import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSealed } from '../../../src/protect/index.ts'
import { renderFolders } from '../../../src/publish/index.ts'
import { block, code, link, bulletList, mail, plain, shownAddress, table } from '../../../src/publish/markdown.ts'
import { fromMarkdown } from '../../../src/publish/page/from-markdown.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from '../example-publication.ts'

const FOLDERS = renderFolders(examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]), isSealed)

function htmlOf(...paragraphs: readonly string[]): string {
  const addressOf = (target: string) => (target === 'PRIVACY.md' ? '#privacy' : target)
  const around = { headingId: 'h', addressOf, known: new Map() }
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
    {
      why: 'mail with a bar',
      markdown: mail('a/b@example.fr'),
      html: '<p><a href="mailto:a/b@example.fr">a/b@example.fr</a></p>',
    },
    {
      why: 'mail that Markdown takes for another scheme',
      markdown: mail('javascript://x@example.fr'),
      html: '<p><a href="mailto:javascript://x@example.fr">javascript://x@example.fr</a></p>',
    },
    {
      why: 'an address of another scheme, which we do not write',
      markdown: '[x](<javascript:alert(1)>) <javascript://x@y>',
      html: '<p>x <a href="mailto:javascript://x@y">javascript://x@y</a></p>',
    },
    { why: 'code with backticks', markdown: code('/a`b``'), html: '<p><code>/a`b``</code></p>' },
    { why: 'code between blanks', markdown: code(' a '), html: '<p><code> a </code></p>' },
    { why: 'a blank as code', markdown: code(' '), html: '<p><code> </code></p>' },
    { why: 'a list', markdown: bulletList(['a', '**b**']), html: '<ul><li>a</li><li><strong>b</strong></li></ul>' },
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

  describe('of an operator', () => {
    const signs = Array.from(String.raw`ab12 \|*_[]<>()&;"'#~!.:/@-+=` + '`')
    const line = fc.string({ unit: fc.constantFrom(...signs), minLength: 1 }).filter((one) => one.trim() !== '')
    const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => all.join('\n'))
    const trimmed = (text: string) => text.replaceAll(/^ +| +$/gm, '')

    it('every text is shown as it is, in a paragraph, a cell, a link and strong words', () => {
      fc.assert(
        fc.property(line, (words) => {
          const [safe, shown] = [plain(words), trimmed(words)]
          for (const markdown of [safe, link(safe, 'https://example.fr/'), `**${safe}**`])
            expect(seen(htmlOf(markdown))).toBe(shown)
          expect(seen(htmlOf(table([safe], [[safe]]))).replaceAll('\n', '')).toBe(shown + shown)
        }),
      )
    })

    it('every text of several lines is one paragraph of text', () => {
      fc.assert(
        fc.property(lines, (words) => {
          expect(htmlOf(plain(words))).toMatch(/^<p>[^<]*<\/p>$/)
        }),
      )
      fc.assert(
        fc.property(lines, (words) => {
          expect(seen(htmlOf(plain(words)))).toBe(trimmed(words))
        }),
      )
    })

    // What begins a block of CommonMark, or of a table of GitHub, and what a character reference begins with.
    it('no line of a text begins what Markdown knows', () => {
      const begins = /^(?:[-+*>#=:|~` \t]|\d+[.)])|(?<!\\)&[#\w]/m
      fc.assert(
        fc.property(lines, (words) => {
          expect(plain(words)).not.toMatch(begins)
        }),
      )
      for (const words of ['- first', 'Why\n- a', '1. one\n2) two', 'Title\n===', 'a\n:-:', '    code', 'a\n\n\tcode'])
        expect(plain(words)).not.toMatch(begins)
      expect(plain('R&amp;D & 1.5, a-b = c')).toBe(String.raw`R\&amp;D & 1.5, a-b = c`)
    })

    it('every code is code, whatever backticks it has', () => {
      const shown = (words: string) => seen(htmlOf(`a ${code(words)} b ${code(words)}`))
      fc.assert(
        fc.property(line, (words) => {
          expect(shown(words)).toBe(`a ${words} b ${words}`)
        }),
      )
    })

    it('no address ends before its end', () => {
      const address = 'https://e.fr/><img/src=x>\\'
      const target = 'https://e.fr/%3E%3Cimg/src=x%3E%5C'
      expect(link('x', address)).toBe(`[x](<${target}>)`)
      expect(htmlOf(link('x', address))).toBe(`<p><a href="${target}">x</a></p>`)
      expect(shownAddress(address)).toBe(`<${target}>`)
      for (const email of ['x> <img src=x', 'javascript:alert(1)', 'a"b@e.fr', 'é@e.fr'])
        expect(mail(email)).toMatch(/^\[[^\]]*\]\(<mailto:[^<>\s\\]*>\)$/)
      expect(mail('a@e.fr')).toBe('<a@e.fr>')
    })
  })
})

/** What a page must show of a paragraph: each line of code as it is, of all else each cell as HTML. */
function saidBy(paragraph: string): readonly string[] {
  const lines = paragraph.split('\n')
  if (paragraph.startsWith('```')) return lines.slice(1, -1)
  return lines
    .filter((line) => !line.startsWith('| ---'))
    .flatMap((line) => line.split(/(?<!\\)\|/))
    .map((cell) => seen(htmlOf(cell.trim().replace(/^#+ |^- /, ''))))
}

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
      .filter((one) => !/^\*[^*]/.test(one))
    expect(paragraphs.length).toBeGreaterThan(30)
    for (const paragraph of paragraphs) {
      for (const said of saidBy(paragraph)) expect(words).toContain(said.replaceAll(/\s+/g, ''))
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
    const paths = new Set(files.map(({ path }) => path))
    const relative = targets.filter((target) => !/^(?:#|https?:|mailto:|data:|\.\.\/)/.test(target))
    expect(relative.length).toBeGreaterThan(3)
    expect(relative.filter((target) => !paths.has(target.split('#')[0]!))).toEqual([])
    expect(inside.filter((id) => id === 'time')).toHaveLength(2)
  })

  it.each(PAGES)('$page says in which language a title is, where it is not its own', ({ page }) => {
    const title = 'Suivi, « étape | par étape »'
    const isFrench = page === 'a-propos.html'
    expect(textOf(page)).toContain(`<td><bdi${isFrench ? '' : ' lang="fr"'}>${title}</bdi></td>`)
  })

  it('is what the page leads to', () => {
    expect(textOf('index.html')).toContain('href="a-propos.html"')
    expect(textOf('index.en.html')).toContain('href="about.html"')
  })
})
