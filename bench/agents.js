// User agents built from parts: systems × browsers × versions.

const DESKTOPS = [
  'Windows NT 10.0; Win64; x64',
  'Windows NT 6.1; Win64; x64',
  'Macintosh; Intel Mac OS X 10_15_7',
  'X11; Linux x86_64',
  'X11; Ubuntu; Linux x86_64',
  'X11; CrOS x86_64 14541.0.0',
]
const MODELS = ['K', 'SM-S921B', 'SM-A546B', 'Pixel 9', '22101316G', 'CPH2565', 'moto g54 5G']
const ANDROIDS = [10, 11, 12, 13, 14, 15].flatMap((version) =>
  MODELS.map((model) => `Linux; Android ${version}; ${model}`),
)
const IOS = ['15_8', '16_7', '17_6', '18_3', '18_6', '18_7'].flatMap((version) => [
  `iPhone; CPU iPhone OS ${version} like Mac OS X`,
  `iPad; CPU OS ${version} like Mac OS X`,
])
const versions = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => to - i)

const chrome = (system, version, rest) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 ${rest}`
const firefox = (system, version) => `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
const safari = (system, version) =>
  `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/604.1`

const across = (systems, versionList, build) =>
  systems.flatMap((system) => versionList.map((version) => build(system, version)))
const ALL = [
  ...across(ANDROIDS, versions(96, 145), (system, version) => chrome(system, version, 'Mobile Safari/537.36')),
  ...across(DESKTOPS, versions(66, 145), (system, version) => chrome(system, version, 'Safari/537.36')),
  ...across(DESKTOPS, versions(101, 145), (system, version) =>
    chrome(system, version, `Safari/537.36 Edg/${version}.0.0.0`),
  ),
  ...across(DESKTOPS, versions(78, 148), firefox),
  ...across(IOS, ['26.3', '26.2', '26.1', '18.6', '18.3', '17.6', '16.6', '15.6'], safari),
]

export const PEOPLE_COUNT = 3000
/** Most of the combinations, in an order that mixes the families. */
export const PEOPLE = Array.from({ length: PEOPLE_COUNT }, (_, i) => ALL[(i * 1009) % ALL.length])

export const ROBOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.7632.75 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.3; +https://openai.com/gptbot)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  'Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)',
  'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
  'python-requests/2.32.3',
  'curl/8.5.0',
]
