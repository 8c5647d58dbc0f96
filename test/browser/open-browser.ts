import { existsSync } from 'node:fs'
import process from 'node:process'
import { chromium, type Browser } from 'playwright-core'

/** Of Debian's package `chromium`. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Without a browser these tests are skipped; CI installs one, and there they run or fail. */
export const isBrowserThere = existsSync(CHROMIUM) || process.env['CI'] === 'true'

/** A real browser. As root, as in a container, it has no sandbox of its own. */
export function openBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: CHROMIUM, args })
}
