import process from 'node:process'
import { chromium, type Browser } from 'playwright-core'
import { pathOf } from '../machine.js'

/** Of Debian's package `chromium`. */
const CHROMIUM = process.env['CHROMIUM'] ?? pathOf('chromium') ?? 'chromium'

/** A real browser. As root, as in a container, it has no sandbox of its own. */
export function openBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: CHROMIUM, args })
}
