import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page, ViewportSize } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './open-browser.ts'
import type { SamplePage } from './sample-pages.ts'

export const DESKTOP = { width: 1200, height: 900 }
export const PHONE = { width: 360, height: 740 }

/**
 * A browser for the tests of one file, and one page in which they look at one sample after the other: a page of its own for each, in a
 * process that has to compile axe anew, takes 1.2 s of a core in place of 0.4.
 */
export function useBrowser() {
  const folder = mkdtempSync(join(tmpdir(), 'comptage-pages-'))
  let browser: Browser
  let page: Page
  let asked: string[] = []
  let said: string[] = []
  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage()
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    page.on('dialog', (dialog) => said.push(dialog.message()))
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** Opens a page of a file, in the place of the one before, and keeps what it asks of the network and says on the console. */
  async function open({ name, html }: SamplePage, viewport: ViewportSize = DESKTOP) {
    const path = join(folder, `${name}.html`)
    writeFileSync(path, html)
    const address = pathToFileURL(path).href
    // What the page before still says is its own.
    await page.goto('about:blank')
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: null, media: null })
    asked = []
    said = []
    await page.goto(address)
    return { page, said, asked: asked.filter((url) => url !== address && !url.startsWith('data:')) }
  }

  return { open }
}

/** All that is folded. */
export function openAll(page: Page): Promise<unknown> {
  return page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
}
