import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { has } from '../machine.js'
import { openBrowser } from './open-browser.ts'
import { samplePages, type SamplePage } from './sample-pages.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAGES = samplePages()
/** Both languages have one structure. */
const FRENCH = PAGES.filter(({ name }) => name.endsWith('.fr'))
// Scripts for the browser are texts: the types of the DOM are not those of this program.
const MARK_FOCUS = 'if (document.activeElement !== document.body) document.activeElement.dataset.reached = "yes"'
const FITS = 'document.documentElement.scrollWidth <= innerWidth'
const HEADING_HEIGHT = 'document.querySelector("h2").getBoundingClientRect().height'
const SEES_TABLE = 'document.querySelector(".feat details table").checkVisibility({ contentVisibilityAuto: true })'

const DESKTOP = { width: 1200, height: 900 }
const PHONE = { width: 360, height: 740 }

describe.skipIf(!has('chromium'))('pages in a real browser (skipped without chromium)', () => {
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

  async function violationsOf(page: Page): Promise<readonly string[]> {
    await page.evaluate(AXE)
    const { violations, passes } = await page.evaluate<AxeResults>('axe.run()')
    // An axe that looks at nothing finds nothing.
    expect(passes.length).toBeGreaterThan(10)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }

  const openAll = (page: Page) =>
    page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')

  it.each(PAGES)('$name says nothing on the console and loads nothing', async (sample) => {
    const { page, said, asked, close } = await open(sample)
    expect({ said, asked }).toEqual({ said: [], asked: [] })
    expect(await page.evaluate<number>('performance.getEntriesByType("resource").length')).toBe(0)
    await close()
  })

  it.each(PAGES)('$name is read as it was meant: one title, one language, no stray element', async ({ name, html }) => {
    const { page, close } = await open({ name, html })
    expect(await page.locator('html').getAttribute('lang')).toBe(name.slice(-2))
    expect(await page.locator('h1').count()).toBe(1)
    expect(
      await page.locator('script:not([type="application/ld+json"]), img, iframe, object, form, [onerror]').count(),
    ).toBe(0)
    await close()
  })

  // axe takes its time: every sample in one language and light, and those that differ most in every view.
  const IN_EVERY_VIEW = ['three-years.fr', 'three-years-detail.fr', 'hostile.en', 'hidden.fr']
  const VIEWS = ['light', 'dark', 'phone', 'print'] as const
  const LOOKED_AT = PAGES.flatMap((sample) =>
    VIEWS.filter((view) => (view === 'light' && FRENCH.includes(sample)) || IN_EVERY_VIEW.includes(sample.name)).map(
      (view) => ({
        ...sample,
        view,
      }),
    ),
  )

  it.each(LOOKED_AT)('axe finds nothing in $name, $view', async ({ name, html, view }) => {
    const { page, close } = await open({ name, html }, view === 'phone' ? { viewport: PHONE } : {})
    await page.emulateMedia({
      colorScheme: view === 'dark' ? 'dark' : 'light',
      media: view === 'print' ? 'print' : 'screen',
    })
    // Of thousands of cells it would look at each.
    if (html.length < 100_000) await openAll(page)
    expect(await violationsOf(page)).toEqual([])
    await close()
  })

  it('axe finds what is planted', async () => {
    const [sample] = PAGES
    const html = sample!.html.replace('<main>', '<main><p style="color:#bbb">pale</p><a href="x"></a>')
    const { page, close } = await open({ name: 'planted', html })
    const found = await violationsOf(page)
    expect(found.map((text) => text.slice(0, text.indexOf(':')))).toEqual(['color-contrast', 'link-name'])
    await close()
  })

  it.each(FRENCH.filter(({ name }) => !name.startsWith('large')))(
    '$name: the tab key reaches every link, every table and every scroll box, in order',
    async (sample) => {
      const { page, close } = await open(sample)
      await openAll(page)
      const wanted = await page.locator('a, summary, .scroll').count()
      const reached = await tabThrough(page, wanted)
      expect(reached).toBe(wanted)
      await close()
    },
  )

  async function tabThrough(page: Page, most: number): Promise<number> {
    for (let step = 0; step < most; step++) {
      await page.keyboard.press('Tab')
      await page.evaluate(MARK_FOCUS)
    }
    return page.locator('[data-reached]').count()
  }

  it.each(FRENCH)('$name: every chart has a title, and a table behind it', async (sample) => {
    const { page, close } = await open(sample)
    const rows = page.locator('.feat > tbody > tr')
    const number = await rows.count()
    expect(await page.locator('.feat svg[role=img] > title').count()).toBe(number)
    expect(await page.locator('.feat details table').count()).toBe(number)
    await close()
  })

  it.each(PAGES)('$name is not wider than a desktop, a phone, a narrow phone', async (sample) => {
    const { page, close } = await open(sample)
    for (const size of [DESKTOP, PHONE, { width: 320, height: 600 }]) {
      await page.setViewportSize(size)
      expect([size.width, await page.evaluate<boolean>(FITS)]).toEqual([size.width, true])
    }
    await close()
  })

  it.each([DESKTOP, PHONE])('text twice as large still fits a width of $width', async (viewport) => {
    const { page, close } = await open(
      PAGES.find(({ name }) => name === 'three-years.fr')!,
      { viewport },
    )
    const before = await page.evaluate<number>(HEADING_HEIGHT)
    await page.addStyleTag({ content: 'html{font-size:200%}' })
    const after = await page.evaluate<number>(HEADING_HEIGHT)
    expect(after).toBeGreaterThanOrEqual(before * 1.9)
    expect(await page.evaluate<boolean>(FITS)).toBe(true)
    await close()
  })

  it('print opens the tables', async () => {
    const { page, close } = await open(PAGES.find(({ name }) => name === 'three-years.fr')!)
    expect(await page.evaluate<boolean>(SEES_TABLE)).toBe(false)
    await page.emulateMedia({ media: 'print' })
    // What is skipped is decided anew with the next frame.
    await page.waitForFunction(SEES_TABLE, undefined, { timeout: 60_000 })
    await close()
  })
})
