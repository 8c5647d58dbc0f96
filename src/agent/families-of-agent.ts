import { UAParser } from 'ua-parser-js'
import type { AgentClass } from '../domain/contracts.ts'
import { BROWSERS, DEVICES, positions, SYSTEMS, type Browser, type Device, type System } from '../domain/dictionary.ts'
import { BROWSER_NAMES, DESKTOP_SYSTEMS, DEVICE_NAMES, SYSTEM_NAMES } from './family-names.ts'

/** Device, browser and system of an agent. */
type Families = Omit<AgentClass, 'client' | 'purpose'>

const DEVICE = positions<'device', Device>(DEVICES)
const BROWSER = positions<'browser', Browser>(BROWSERS)
const SYSTEM = positions<'os', System>(SYSTEMS)

export const NO_FAMILIES: Families = { device: DEVICE.unknown, browser: BROWSER.unknown, os: SYSTEM.unknown }

const parser = new UAParser()

/**
 * The families of a human's agent. A name that the library knows and we do not is `other`; nothing found is `unknown`.
 *
 * Hint: an iPad that asks for desktop pages, its default, says that it is a Mac, and is counted as one.
 */
export function familiesOfAgent(text: string): Families {
  parser.setUA(text)
  const system = familyOf(SYSTEM_NAMES, parser.getOS().name)
  const device = familyOf(DEVICE_NAMES, parser.getDevice().type)
  return {
    device: DEVICE[device === 'unknown' && DESKTOP_SYSTEMS.has(system) ? 'desktop' : device],
    browser: BROWSER[familyOf(BROWSER_NAMES, parser.getBrowser().name)],
    os: SYSTEM[system],
  }
}

// The library gives some names in the letters of the agent: `ubuntu`, `Ubuntu`.
function familyOf<F extends string>(names: ReadonlyMap<string, F>, name: string | undefined): F | 'other' | 'unknown' {
  return name === undefined ? 'unknown' : (names.get(name.toLowerCase()) ?? 'other')
}
