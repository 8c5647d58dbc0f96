import { expect, it } from 'vitest'
import { checkPage } from '../../src/verify/index.ts'

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none';">`

it.each([
  ['<p>Le paramètre\n online=1 de curl url(x)</p>', 'text'],
  ['<script type="application/ld+json">{"name":"Essai online=","x":"<p onclick=1>"}</script>', 'words of schema.org'],
])('%s is %s, which runs nothing', (markup) => {
  const found: unknown[] = []
  checkPage('index.html', POLICY + markup, (finding) => found.push(finding))
  expect(found).toEqual([])
})

it('says in which line something would run', () => {
  const found: unknown[] = []
  checkPage('index.html', `${POLICY}\n\n<p onclick=x>\n<img src=x>`, (finding) => found.push(finding))
  expect(found).toMatchObject([
    { code: 'PAGE_ACTIVE', line: 4 },
    { code: 'PAGE_ACTIVE', line: 3 },
  ])
})
