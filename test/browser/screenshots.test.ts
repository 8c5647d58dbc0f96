import { mkdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openBrowser } from './open-browser.ts'
import { sampleIndexes, samplePages, sampleReadMes } from './sample-pages.ts'

/*
 * `npm run screenshots`, or SCREENSHOTS=three-years for the pages whose name has it: each page in light and dark, on a
 * phone and as print, into screenshots/. To be looked at: no test can say whether a page is beautiful.
 */
const wanted = process.env['SCREENSHOTS']
const FOLDER = fileURLToPath(new URL('../../screenshots/', import.meta.url))

const VIEWS = [
  { view: 'light', width: 1200, scheme: 'light' },
  { view: 'dark', width: 1200, scheme: 'dark' },
  { view: 'phone', width: 390, scheme: 'light' },
] as const

it.skipIf(wanted === undefined)('takes a picture of every sample page', { timeout: 600_000 }, async () => {
  mkdirSync(FOLDER, { recursive: true })
  const browser = await openBrowser()
  const pages = [...samplePages(), ...sampleReadMes(), ...sampleIndexes()].filter(
    ({ name }) => wanted === 'all' || name.includes(wanted ?? ''),
  )
  for (const { name, html } of pages) {
    writeFileSync(`${FOLDER}${name}.html`, html)
    for (const { view, width, scheme } of VIEWS) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme })
      await page.setContent(html)
      await page.screenshot({ path: `${FOLDER}${name}.${view}.png`, fullPage: true })
      if (view === 'light') await page.pdf({ path: `${FOLDER}${name}.pdf`, format: 'A4', margin: MARGIN })
      await page.close()
    }
  }
  await browser.close()
  expect(pages.length).toBeGreaterThan(0)
})

const MARGIN = { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' }
