import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { has } from '../machine.js'
import { longestEmbeds, sampleIndexes, samplePages, sampleReadMes } from './sample-pages.ts'
import { DESKTOP, openAll, PHONE, useBrowser } from './use-browser.ts'

const PAGES = samplePages()
/** Both languages have one structure. */
const FRENCH = PAGES.filter(({ name }) => name.endsWith('.fr') && !name.startsWith('large'))
// Scripts for the browser are texts: the types of the DOM are not those of this program.
const MARK_FOCUS = `addEventListener('focusin', ({ target }) => (target.dataset.reached = 'yes'))`
const FITS = 'document.documentElement.scrollWidth <= innerWidth'
const HEADING_HEIGHT = 'document.querySelector("h2").getBoundingClientRect().height'
const SEES_TABLE = 'document.querySelector(".feat details table").checkVisibility({ contentVisibilityAuto: true })'

/** The policy of a page forbids what `waitForFunction` does at the second look: it hands the text to `eval` within the page. */
async function expectSoon(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate<boolean>(text), { timeout: 60_000 }).toBe(true)
}

it('is light, even of 200 features over two years', () => {
  for (const { html } of PAGES.filter(({ name }) => name.startsWith('large')))
    expect(gzipSync(html).length).toBeLessThanOrEqual(40_000)
})

/** From label to label, in periods of the chart of the whole service. */
const STEPS_OF_YEARS = `(() => {
  const svg = document.querySelector('.plot svg')
  const slot = (svg.getBoundingClientRect().width * 7) / svg.viewBox.baseVal.width
  const lefts = [...document.querySelectorAll('.plot .x')].map((label) => label.getBoundingClientRect().left)
  return lefts.slice(1).map((left, n) => (left - lefts[n]) / slot)
})()`

const NARROWEST_CHART =
  'Math.min(...[...document.querySelectorAll(".feat svg[role=img]")].map((one) => one.getBoundingClientRect().width))'

const UNFOLDED = '[...document.querySelectorAll(".rest[open] > div")].map(({ id }) => id)'

/** Numbers over a chart that lie on another one. */
const HIDDEN_NUMBERS = `(() => {
  const all = [...document.querySelectorAll('.v[style]')].map((one) => [one.textContent, one.getBoundingClientRect()])
  const lies = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
  return all.filter(([, box], n) => all.slice(n + 1).some(([, other]) => lies(box, other))).map(([text]) => text)
})()`

const HEIGHT_FITS = 'document.documentElement.scrollHeight <= innerHeight'
/** Up to the margin of the picture. */
const TEXTS_FIT = `(() => {
  const { right } = document.querySelector('svg').getBoundingClientRect()
  const texts = [...document.querySelectorAll('svg > text')]
  return texts.length === 4 && texts.every((text) => text.getBoundingClientRect().right <= right - 14)
})()`

const SEES_LAST =
  'document.querySelector(".rest tr:last-child .scroll table").checkVisibility({ contentVisibilityAuto: true })'

describe.skipIf(!has('chromium'))('pages in a real browser (skipped without chromium)', () => {
  const { open } = useBrowser()

  it.each(sampleIndexes())('$name says nothing, loads nothing and fits a phone', async (sample) => {
    const { page, said, asked } = await open(sample)
    expect({ said, asked }).toEqual({ said: [], asked: [] })
    for (const width of [320, 390, 768, 1024]) {
      await page.setViewportSize({ width, height: 844 })
      expect([width, await page.evaluate(FITS)]).toEqual([width, true])
    }
  })

  // Opened once for all that look at it, of which the last changes its size.
  describe.each(PAGES)('$name', (sample) => {
    let opened: Awaited<ReturnType<typeof open>>
    beforeAll(async () => {
      opened = await open(sample)
    })

    it('says nothing on the console and loads nothing', async () => {
      const { page, said, asked } = opened
      expect({ said, asked }).toEqual({ said: [], asked: [] })
      expect(await page.evaluate<number>('performance.getEntriesByType("resource").length')).toBe(0)
    })

    it('is read as it was meant: one title, one language, no stray element', async () => {
      const { page } = opened
      expect(await page.locator('html').getAttribute('lang')).toBe(sample.name.slice(-2))
      expect(await page.locator('h1').count()).toBe(1)
      expect(
        await page.locator('script:not([type="application/ld+json"]), img, iframe, object, form, [onerror]').count(),
      ).toBe(0)
    })

    it('has a title for each chart, and a table behind it', async () => {
      const { page } = opened
      const number = await page.locator('.feat > tbody > tr').count()
      expect(await page.locator('.feat svg[role=img] > title').count()).toBe(number)
      expect(await page.locator('.feat details table').count()).toBe(number)
    })

    it('is not wider than a desktop, a phone, a narrow phone', async () => {
      const { page } = opened
      for (const size of [DESKTOP, PHONE, { width: 320, height: 600 }]) {
        await page.setViewportSize(size)
        expect([size.width, await page.evaluate<boolean>(FITS)]).toEqual([size.width, true])
      }
    })
  })

  it.each(FRENCH)(
    '$name: the tab key reaches every link, every table and every scroll box, in order',
    async (sample) => {
      const { page } = await open(sample)
      await openAll(page)
      const wanted = await page.locator('a, summary, .scroll').count()
      const reached = await tabThrough(page, wanted)
      expect(reached).toBe(wanted)
    },
  )

  it.each(sampleReadMes().filter(({ name }) => /three-years|hostile/.test(name)))(
    '$name: fits, loads nothing, and the tab key reaches all of it',
    async (sample) => {
      const { page, said, asked } = await open(sample)
      expect({ said, asked }).toEqual({ said: [], asked: [] })
      expect(await page.locator('script, img, [onerror]').count()).toBe(0)
      const wanted = await page.locator('a, .scroll').count()
      expect(await tabThrough(page, wanted)).toBe(wanted)
      for (const size of [DESKTOP, PHONE, { width: 320, height: 600 }]) {
        await page.setViewportSize(size)
        expect([size.width, await page.evaluate<boolean>(FITS)]).toEqual([size.width, true])
      }
    },
  )

  it('a chart of a row is seen on every screen, a tablet too', async () => {
    const { page } = await open(PAGES.find(({ name }) => name === 'three-years.fr')!)
    for (let width = 320; width <= 1280; width += 32) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate<number>(NARROWEST_CHART), String(width)).toBeGreaterThanOrEqual(120)
    }
  })

  it.each([DESKTOP, PHONE, { width: 390, height: 844 }])(
    'no number of an event hides another, at $width',
    async (viewport) => {
      const { page } = await open(
        PAGES.find(({ name }) => name === 'three-years.fr')!,
        viewport,
      )
      expect(await page.locator('.v[style]').allTextContents()).toEqual(
        expect.arrayContaining(['9–12', '13–16', '3–8']),
      )
      expect(await page.evaluate<readonly string[]>(HIDDEN_NUMBERS)).toEqual([])
    },
  )

  async function tabThrough(page: Page, most: number): Promise<number> {
    await page.evaluate(MARK_FOCUS)
    await Promise.all(Array.from({ length: most }, () => page.keyboard.press('Tab')))
    return page.locator('[data-reached]').count()
  }

  it.each([DESKTOP, PHONE])('text twice as large still fits a width of $width', async (viewport) => {
    const { page } = await open(
      PAGES.find(({ name }) => name === 'three-years.fr')!,
      viewport,
    )
    const before = await page.evaluate<number>(HEADING_HEIGHT)
    await page.addStyleTag({ content: 'html{font-size:200%}' })
    const after = await page.evaluate<number>(HEADING_HEIGHT)
    expect(after).toBeGreaterThanOrEqual(before * 1.9)
    expect(await page.evaluate<boolean>(FITS)).toBe(true)
  })

  it('a link to the figures of a feature opens what they are folded in', async () => {
    const { page } = await open(PAGES.find(({ name }) => name === 'large.en')!)
    expect(await page.evaluate<boolean>(SEES_LAST)).toBe(false)
    await page.evaluate(`location.hash = document.querySelector('.rest tr:last-child .scroll').id`)
    await expectSoon(page, SEES_LAST)
    expect(await page.evaluate<readonly string[]>(UNFOLDED)).toEqual(['family-p0'])
    await page.evaluate(`location.hash = 'family-p5'`)
    await expectSoon(page, `${UNFOLDED}.length === 2`)
    expect(await page.evaluate<readonly string[]>(UNFOLDED)).toEqual(['family-p0', 'family-p5'])
  })

  it.each(['requests', 'entries'] as const)(
    'frames and pictures of %s hold the longest of what they tell',
    async (of) => {
      const { page } = await open({ name: 'embed', html: '' }, frameOfDocs())
      const cut: string[] = []
      for (const { name, html } of longestEmbeds(of)) {
        await page.setContent(html)
        if (!(await page.evaluate<boolean>(name.endsWith('svg') ? TEXTS_FIT : HEIGHT_FITS))) cut.push(name)
      }
      expect(cut).toEqual([])
    },
  )

  /** The frame that docs/dataset.md gives to copy. */
  function frameOfDocs(): { readonly width: number; readonly height: number } {
    const docs = readFileSync(new URL('../../docs/dataset.md', import.meta.url), 'utf8')
    const [, width, height] = /<iframe [^>]* width="(\d+)" height="(\d+)"/.exec(docs)!
    return { width: Number(width), height: Number(height) }
  }

  it('each year stands under its January, the last one too', async () => {
    const { page } = await open(PAGES.find(({ name }) => name === 'three-years.fr')!)
    const steps = await page.evaluate<readonly number[]>(STEPS_OF_YEARS)
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) expect(step).toBeCloseTo(12, 1)
  })

  it('print opens the tables', async () => {
    const { page } = await open(PAGES.find(({ name }) => name === 'three-years.fr')!)
    expect(await page.evaluate<boolean>(SEES_TABLE)).toBe(false)
    await page.emulateMedia({ media: 'print' })
    // What is skipped is decided anew with the next frame.
    await expectSoon(page, SEES_TABLE)
  })
})
