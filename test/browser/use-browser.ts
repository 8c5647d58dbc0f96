import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './open-browser.ts'
import type { SamplePage } from './sample-pages.ts'

export const DESKTOP = { width: 1200, height: 900 }
export const PHONE = { width: 360, height: 740 }

/** A browser for the tests of one file, and pages opened in it. */
export function useBrowser() {
  const folder = mkdtempSync(join(tmpdir(), 'comptage-pages-'))
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** Opens a page of a file, and keeps what it asks of the network and says on the console. */
  async function open({ name, html }: SamplePage, options: BrowserContextOptions = {}) {
    const path = join(folder, `${name}.html`)
    writeFileSync(path, html)
    const address = pathToFileURL(path).href
    const context = await browser.newContext({ viewport: DESKTOP, ...options })
    const page = await context.newPage()
    const asked: string[] = []
    const said: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    page.on('dialog', (dialog) => said.push(dialog.message()))
    await page.goto(address)
    return {
      page,
      said,
      asked: asked.filter((url) => url !== address && !url.startsWith('data:')),
      close: () => context.close(),
    }
  }

  return { open }
}

/** All that is folded. */
export function openAll(page: Page): Promise<unknown> {
  return page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
}
