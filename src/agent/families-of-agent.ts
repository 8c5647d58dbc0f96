import { UAParser } from 'ua-parser-js'
import type { AgentClass } from '../domain/contracts.ts'
import { BROWSERS, DEVICES, positions, SYSTEMS, type Browser, type Device, type System } from '../domain/dictionary.ts'

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

/** ua-parser-js names, lower case, that are one of our families. All others are `other`. */
const BROWSER_NAMES = namesOf<Browser>({
  brave: 'brave',
  chrome: 'chrome, chromium',
  edge: 'edge',
  facebook: 'facebook',
  firefox: 'firefox, firefox focus, firefox reality, fennec, klar',
  huawei: 'huawei browser',
  'internet-explorer': 'ie, iemobile',
  opera: 'opera, opera mini, opera mobi, opera mobile, opera tablet, opera touch, opera gx, opera coast',
  safari: 'safari, mobile safari, mobilesafari',
  samsung: 'samsung internet',
  vivaldi: 'vivaldi',
  // Pages shown inside an app. `webkit` is what remains of an iOS agent that names no browser.
  webview:
    'chrome webview, webkit, gsa, instagram, snapchat, tiktok, twitter, linkedin, wechat, weibo, line, kakaotalk, kakaostory, naver, alipay, klarna',
  yandex: 'yandex',
})

const DEVICE_NAMES = namesOf<Device>({
  mobile: 'mobile',
  tablet: 'tablet',
  television: 'smarttv',
  console: 'console',
})

const SYSTEM_NAMES = namesOf<System>({
  android: 'android, android-x86',
  chromeos: 'chromium os, cros',
  harmonyos: 'harmonyos, openharmony',
  ios: 'ios',
  linux: `linux, gnu, arch, centos, debian, deepin, elementary os, fedora, gentoo, kubuntu, linpus, linspire, lubuntu,
    mageia, mandriva, manjaro, mint, nubuntu, opensuse, pclinuxos, raspbian, red hat, redhat, sabayon, slackware, suse,
    ubuntu, vectorlinux, xubuntu, zenwalk`,
  macos: 'mac os',
  windows: 'windows',
})

/** Systems whose agents name no type of device because it is the usual one. */
const DESKTOP_SYSTEMS: ReadonlySet<System> = new Set<System>(['chromeos', 'linux', 'macos', 'windows'])

function namesOf<F extends string>(families: Readonly<Partial<Record<F, string>>>): ReadonlyMap<string, F> {
  const names = new Map<string, F>()
  let family: F
  for (family in families) for (const name of (families[family] ?? '').split(/,\s+/)) names.set(name, family)
  return names
}
