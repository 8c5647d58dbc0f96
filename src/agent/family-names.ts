import type { Browser, Device, System } from '../domain/dictionary.ts'

/** ua-parser-js names, lower case, that are one of our families. All others are `other`. */
export const BROWSER_NAMES = namesOf<Browser>({
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

export const DEVICE_NAMES = namesOf<Device>({
  mobile: 'mobile',
  tablet: 'tablet',
  television: 'smarttv',
  console: 'console',
})

export const SYSTEM_NAMES = namesOf<System>({
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
export const DESKTOP_SYSTEMS: ReadonlySet<System> = new Set<System>(['chromeos', 'linux', 'macos', 'windows'])

function namesOf<F extends string>(families: Readonly<Partial<Record<F, string>>>): ReadonlyMap<string, F> {
  const names = new Map<string, F>()
  let family: F
  for (family in families) for (const name of (families[family] ?? '').split(/,\s+/)) names.set(name, family)
  return names
}
