import { expect, it } from 'vitest'
import { checkPage } from '../../src/verify/index.ts'

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none';">`

it.each([
  ['<p>Le paramètre\n online=1 de curl url(x)</p>', 'text'],
  ['<script type="application/ld+json">{"name":"Essai online=","x":"<p onclick=1>"}</script>', 'words of schema.org'],
  ['<div aria-label="Compte online = espace en ligne">', 'a title between quotes'],
  [`<div aria-label='Compte "online=1"/onclick=x'>`, 'a title between single quotes'],
  ['<td data-h="a > b onclick=x">', 'behind a > between quotes'],
  ['<b title="a/online=1" class="x"></b>', 'behind a slash between quotes'],
  ['<b title=\n"a\nonline=1" class="x"></b>', 'on the next line'],
  ['<b title="style=url(x)" style="color:red">', 'a title of a style'],
  ['<b title=once=1 class=on>', 'a value without quotes'],
  ['<b one=1 on=1 data-onclick=1>', 'no name of a handler'],
  ['<p title="a onclick=x>', 'a tag that breaks off with its page'],
  ["<p title='a onclick=x>", 'the same between single quotes'],
])('%s is %s, which runs nothing', (markup) => {
  const found: unknown[] = []
  checkPage('index.html', POLICY + markup, (finding) => found.push(finding))
  expect(found).toEqual([])
})

it.each([
  '<p onclick="x">',
  "<p onclick='x'>",
  '<p onclick=x>',
  '<p onclick = x>',
  '<p onclick\n=\nx>',
  '<P ONCLICK=x>',
  '<p\nonclick=x>',
  '<p\tonclick=x>',
  '<p\fonclick=x>',
  '<p\ronclick=x>',
  '<svg/onload=x>',
  '<svg//onload=x>',
  '<svg/ /onload=x',
  '<p onclick>',
  '<p class=a onclick=x>',
  '<p class=a/ onclick=x>',
  '<p class= onclick=x onclick=y>',
  '<p class="a"onclick=x>',
  "<p class='a'onclick=x>",
  '<p class="a > b" onclick=x>',
  `<p class="'" onclick=x title="'">`,
  `<p class='"' onclick=x title='"'>`,
  '<p hidden onclick=x>',
  '<p =a onclick=x>',
  '<p a"onclick=x>',
  '<p <b onclick=x>',
  '<p\0onclick=x>',
  '<p \0onclick=x>',
  '<p on\0click=x>',
  '<p title="a onclick=x><p class="b">',
  "<p title='a onclick=x><p class='b'>",
  '<!-- <p title=" --><p onclick="x">',
  '<!-- <p title=" --><p onclick=x>',
  `<style><p title='</style><p onclick='x'>`,
  '<textarea><p title=</textarea><p onclick=x>',
  '<p class="a"> b="<p onclick=x>',
  '<p style="background:url(x)">',
  "<p style='background:url(x)'>",
  '<p style=background:url(x)>',
  '<path class="a" clip-path = "url(#x)">',
  '<p/style="@import x">',
])('%j runs or loads something, or may', (markup) => {
  const found: unknown[] = []
  checkPage('index.html', POLICY + markup, (finding) => found.push(finding))
  expect(found).toEqual([{ code: 'PAGE_ACTIVE', file: 'index.html', line: expect.any(Number) as number }])
})

it('says in which line something would run', () => {
  const found: unknown[] = []
  checkPage('index.html', `${POLICY}\n\n<p onclick=x>\n<img src=x>`, (finding) => found.push(finding))
  expect(found).toMatchObject([
    { code: 'PAGE_ACTIVE', line: 4 },
    { code: 'PAGE_ACTIVE', line: 3 },
  ])
})
