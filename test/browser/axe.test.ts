import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { has } from '../machine.js'
import { sampleEmbeds, sampleIndexes, samplePages, sampleReadMes } from './sample-pages.ts'
import { DESKTOP, openAll, PHONE, useBrowser } from './use-browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What holds is counted alone: to describe each element for which it does takes a third of the time. */
const RUN = `axe.run({ resultTypes: ['violations'] }).then(({ violations, passes }) => ({
  violations: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))),
  passed: passes.length,
}))`
const READ_MES = ['read-me-three-years.fr', 'read-me-hostile.en']
const EMBEDS = sampleEmbeds()
const READ = sampleReadMes().filter(({ name }) => READ_MES.includes(name))
const PAGES = [...samplePages(), ...READ, ...sampleIndexes(), ...EMBEDS]

describe.skipIf(!has('chromium'))('pages as axe sees them (skipped without chromium)', () => {
  const { open } = useBrowser()

  async function violationsOf(page: Page): Promise<readonly string[]> {
    await page.evaluate(AXE)
    const { violations, passed } = await page.evaluate<{ violations: readonly string[]; passed: number }>(RUN)
    // An axe that looks at nothing finds nothing.
    expect(passed).toBeGreaterThan(10)
    return violations
  }

  // axe takes its time: every sample in one language and light, and those that differ most in every view.
  const IN_EVERY_VIEW = [
    'three-years.fr',
    'three-years-detail.fr',
    'hostile.en',
    'hidden.fr',
    'services-few.fr',
    ...READ_MES,
    ...EMBEDS.map(({ name }) => name),
  ]
  const VIEWS = ['light', 'dark', 'phone', 'print'] as const
  const LOOKED_AT = PAGES.flatMap((sample) =>
    VIEWS.filter(
      (view) => (view === 'light' && sample.name.endsWith('.fr')) || IN_EVERY_VIEW.includes(sample.name),
    ).map((view) => ({
      ...sample,
      view,
    })),
  )

  it.each(LOOKED_AT)('axe finds nothing in $name, $view', async ({ name, html, view }) => {
    const { page } = await open({ name, html }, view === 'phone' ? PHONE : DESKTOP)
    await page.emulateMedia({
      colorScheme: view === 'dark' ? 'dark' : 'light',
      media: view === 'print' ? 'print' : 'screen',
    })
    // Of thousands of cells it would look at each: of many features it sees one family.
    if (html.length < 100_000) await openAll(page)
    else await page.evaluate('document.querySelector(".rest")?.setAttribute("open", "")')
    expect(await violationsOf(page)).toEqual([])
  })

  it('looks at a page with each verdict', () => {
    const { html } = PAGES.find(({ name }) => name === 'three-years.en')!
    const [, list = ''] = /<section class="verdicts"(.*?)<\/section>/s.exec(html) ?? []
    expect([...list.matchAll(/<b>(\w+)<\/b>/g)].map(([, word]) => word)).toEqual(['Improve', 'Strengthen', 'Retire'])
  })

  it.each(EMBEDS)('$name says nothing on the console and loads nothing', async (sample) => {
    const { said, asked } = await open(sample)
    expect({ said, asked }).toEqual({ said: [], asked: [] })
  })

  it('axe finds what is planted', async () => {
    const [sample] = PAGES
    const html = sample!.html.replace('<main>', '<main><p style="color:#bbb">pale</p><a href="x"></a>')
    const { page } = await open({ name: 'planted', html })
    const found = await violationsOf(page)
    expect(found.map((text) => text.slice(0, text.indexOf(':')))).toEqual(['color-contrast', 'link-name'])
  })
})
