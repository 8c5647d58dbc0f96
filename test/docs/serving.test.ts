import { expect, it } from 'vitest'
import { APACHE, NGINX, serveText } from '../../src/cli/help/serve-text.ts'
import { blocksIn } from './pages.ts'

it('says how to serve the folder as the program says it', () => {
  expect(blocksIn('nginx').map(({ text }) => text)).toContain(NGINX)
  expect(blocksIn('apache').map(({ text }) => text)).toContain(APACHE)
  expect(serveText()).toContain(`\n\n${NGINX}\n`)
})
