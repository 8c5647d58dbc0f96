import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AGENT_LIST, createAgentClassifier } from '../../src/agent/index.ts'
import type { AgentClass } from '../../src/domain/contracts.ts'
import { AI_PURPOSES, BROWSERS, CLIENTS, DEVICES, SYSTEMS } from '../../src/domain/dictionary.ts'

const classifier = createAgentClassifier({ families: true })

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function wordsOf({ client, device, browser, os }: AgentClass): string {
  return [CLIENTS[client], DEVICES[device], BROWSERS[browser], SYSTEMS[os]].join(' ')
}

/** Amid other bytes, as in a chunk. */
function classify(text: string, by = classifier): string {
  const bytes = bytesOf(`LEAK${text}LEAK`)
  return wordsOf(by.classify(bytes, 4, bytes.length - 4))
}

function clientOf(text: string): string | undefined {
  return classify(text).split(' ')[0]
}

const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const CHROME = 'Chrome/120.0.0.0'

describe('humans', () => {
  it.each([
    { agent: `${WINDOWS} ${CHROME} Safari/537.36`, is: 'desktop chrome windows', why: 'the commonest' },
    { agent: `${WINDOWS} ${CHROME} Safari/537.36 Edg/120.0.0.0`, is: 'desktop edge windows', why: 'says Chrome too' },
    { agent: `${WINDOWS} ${CHROME} Safari/537.36 OPR/106.0.0.0`, is: 'desktop opera windows', why: 'says Chrome too' },
    { agent: `${ANDROID} ${CHROME} Mobile Safari/537.36`, is: 'mobile chrome android', why: 'reduced agent' },
    { agent: `${ANDROID} ${CHROME} Safari/537.36`, is: 'tablet chrome android', why: 'no "Mobile"' },
    {
      agent: `${ANDROID} SamsungBrowser/23.0 ${CHROME} Mobile Safari/537.36`,
      is: 'mobile samsung android',
      why: 'brand',
    },
    {
      agent: `Mozilla/5.0 (Linux; Android 12; SM-A525F Build/SP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 ${CHROME} Mobile Safari/537.36`,
      is: 'mobile webview android',
      why: 'inside an app',
    },
    { agent: `${IPHONE} Version/17.1 Mobile/15E148 Safari/604.1`, is: 'mobile safari ios', why: 'iPhone' },
    { agent: `${IPHONE} CriOS/120.0 Mobile/15E148 Safari/604.1`, is: 'mobile chrome ios', why: 'Chrome on iOS' },
    { agent: `${IPHONE} Mobile/15E148`, is: 'mobile webview ios', why: 'no browser named: inside an app' },
    { agent: `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/443.0.0.23.118;FBBV/1]`, is: 'mobile facebook ios', why: 'app' },
    { agent: `${IPHONE} Mobile/15E148 Instagram 312.0.0.0.1`, is: 'mobile webview ios', why: 'app' },
    {
      agent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
      is: 'desktop safari macos',
      why: 'Mac, or an iPad that asks for desktop pages',
    },
    {
      agent: 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/119.0',
      is: 'desktop firefox linux',
      why: 'a distribution is linux',
    },
    {
      agent:
        'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36',
      is: 'desktop chrome chromeos',
      why: 'ChromeOS',
    },
    {
      agent: 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
      is: 'desktop internet-explorer windows',
      why: 'IE 11',
    },
    {
      agent: 'Mozilla/5.0 (PlayStation 5 3.11) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15',
      is: 'console safari other',
      why: 'system that is not in our list',
    },
    {
      agent:
        'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36',
      is: 'television safari other',
      why: 'television',
    },
    {
      agent: 'Mozilla/5.0 (X11; FreeBSD amd64; rv:120.0) Gecko/20100101 Firefox/120.0',
      is: 'unknown firefox other',
      why: 'no type of device, and no usual one',
    },
    {
      agent: 'Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/1.1.1',
      is: 'unknown other unknown',
      why: 'rare browser',
    },
    { agent: 'é ü LEAK', is: 'unknown unknown unknown', why: 'nothing that anybody knows' },
  ])('$why: $is', ({ agent, is }) => {
    expect(classify(agent)).toBe(`human ${is}`)
  })
})

describe('all other clients have no device, browser or system', () => {
  it.each([
    { agent: '', why: 'no agent' },
    { agent: '-', why: 'no agent, as servers write it' },
  ])('unknown, $why', ({ agent }) => {
    expect(classify(agent)).toBe('unknown unknown unknown unknown')
  })

  it.each([
    [
      'ai-robot',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    ],
    [
      'ai-robot',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
    ],
    [
      'ai-robot',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
    ],
    [
      'ai-robot',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-User/1.0; +Claude-User@anthropic.com)',
    ],
    [
      'ai-robot',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Perplexity-User/1.0; +https://perplexity.ai)',
    ],
    [
      'ai-robot',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; MistralAI-User/1.0; +https://docs.mistral.ai)',
    ],
    ['ai-robot', 'CCBot/2.0 (https://commoncrawl.org/faq/)'],
    ['ai-robot', 'meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)'],
    [
      'ai-robot',
      'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; x)',
    ],
    ['ai-robot', 'Mozilla/5.0 (compatible; Applebot-Extended/0.1)'],
    [
      'search-robot',
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)',
    ],
    ['search-robot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    [
      'search-robot',
      `${ANDROID} Chrome/W.X.Y.Z Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
    ],
    ['search-robot', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
    ['search-robot', 'Mozilla/5.0 (compatible; YandexImages/3.0; +http://yandex.com/bots)'],
    ['search-robot', 'Mozilla/5.0 (compatible; Qwantify/2.4w; +https://www.qwant.com/)'],
    ['monitor', 'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)'],
    ['monitor', 'check_http/v2.3.3 (monitoring-plugins 2.3.3)'],
    ['monitor', 'kube-probe/1.27'],
    ['monitor', 'ELB-HealthChecker/2.0'],
    ['monitor', 'GoogleHC/1.0'],
    ['monitor', 'Blackbox Exporter/0.24.0'],
    ['monitor', 'Zabbix 6.0.12'],
    ['monitor', 'curl/7.64.1 (compatible; UptimeRobot/2.0)'],
    ['other-robot', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
    ['other-robot', 'Twitterbot/1.0'],
    ['other-robot', 'WhatsApp/2.23.20.0 A'],
    ['other-robot', 'http.rb/5.1.1 (Mastodon/4.2.1; +https://social.example.org/)'],
    ['other-robot', 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)'],
    [
      'other-robot',
      'Mozilla/5.0 (compatible; bnf.fr_bot; +https://www.bnf.fr/fr/capture-de-votre-site-web-par-le-robot-de-la-bnf)',
    ],
    ['other-robot', 'Scrapy/2.11.0 (+https://scrapy.org)'],
    ['other-robot', `${WINDOWS} HeadlessChrome/120.0.0.0 Safari/537.36`],
    ['other-robot', 'Mozilla/5.0 (compatible; SomeNewCrawler/0.1; +https://example.org/crawler)'],
    ['machine', 'Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)'],
    ['machine', 'FreshRSS/1.22.1 (Linux; https://freshrss.org)'],
    ['machine', 'Tiny Tiny RSS/23.04 (https://tt-rss.org/)'],
    ['machine', 'Mozilla/5.0 QGIS/32811/Windows 10 Version 2009'],
    ['machine', 'ArcGIS Pro 3.1.2 (00000000000) - ArcGISPro'],
    ['machine', 'GoogleEarth/7.3.6.9796(Windows;Microsoft Windows (6.2.9200.0);fr;kml:2.2;client:Pro;type:default)'],
    ['machine', 'curl/8.5.0'],
    // Programs that nobody knows, but that say who they are, as users of an API do; not so what looks for holes or copies.
    ['machine', 'MonAppli/1.2'],
    ['machine', 'calcul-partenaire/2.3 (+mailto:LEAK@example.org)'],
    ['other-robot', 'masscan/1.3 (https://example.org/)'],
    ['other-robot', 'SiteCrawler/0.9'],
    ['other-robot', 'Mozilla/5.0 zgrab/0.x'],
    ['machine', 'Wget/1.21.3'],
    ['machine', 'python-requests/2.31.0'],
    ['machine', 'Python/3.11 aiohttp/3.8.5'],
    ['machine', 'okhttp/4.12.0'],
    ['machine', 'Dalvik/2.1.0 (Linux; U; Android 13; SM-A536B Build/TP1A.220624.014)'],
    ['machine', 'MonAppli/12 CFNetwork/1408.0.4 Darwin/22.5.0'],
    ['machine', 'Go-http-client/2.0'],
    ['machine', 'Java/17.0.9'],
    ['machine', 'Apache-HttpClient/4.5.14 (Java/17.0.9)'],
    ['machine', 'Ruby'],
    ['machine', 'GuzzleHttp/7'],
    ['machine', 'axios/1.6.2'],
    ['machine', 'PostmanRuntime/7.35.0'],
    ['machine', 'R (4.3.1 x86_64-pc-linux-gnu x86_64 linux-gnu)'],
    ['machine', 'libcurl/7.88.1 r-curl/5.1.0 httr/1.4.7'],
    ['machine', 'PYTHON-REQUESTS/2.31.0'],
  ])('%s: %s', (client, agent) => {
    expect(classify(agent)).toBe(`${client} unknown unknown unknown`)
  })
})

describe('guards: what looks like a robot and is none', () => {
  it.each([
    {
      agent: 'Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36',
      why: 'Cubot',
    },
    {
      agent: 'Mozilla/5.0 (Linux; Android 9;CUBOT_X18_Plus) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36',
      why: 'Cubot without a space',
    },
    {
      agent:
        'Mozilla/5.0 (Linux; Android 11; KingKong Build/CUBOT) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36',
      why: 'Cubot as a build',
    },
    { agent: `${ANDROID} ${CHROME} Mobile Safari/537.36 [LinkedInApp]`, why: 'not LinkedInBot' },
    { agent: `${IPHONE} Mobile/15E148 Twitter for iPhone/10.18`, why: 'not Twitterbot' },
    { agent: `${IPHONE} Mobile/15E148 [Pinterest/iOS]`, why: 'not Pinterestbot' },
    { agent: `${WINDOWS} Chrome/116.0 YaBrowser/23.9.0 Safari/537.36`, why: 'not YandexBot' },
    {
      agent: 'Mozilla/5.0 (Linux; Android 9; reeder P13 Blue) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36',
      why: 'a telephone, not a feed reader',
    },
    { agent: `${WINDOWS} ${CHROME} Safari/537.36 Ddg/17.1`, why: 'not DuckDuckBot' },
  ])('$why', ({ agent }) => {
    expect(clientOf(agent)).toBe('human')
  })

  it('a robot on a Cubot is a robot', () => {
    expect(clientOf('Mozilla/5.0 (Linux; Android 9; CUBOT X19; compatible; SomeBot/1.0)')).toBe('other-robot')
  })
})

describe('length', () => {
  const long = (bytes: number) => `${WINDOWS} ${CHROME} Safari/537.36 `.padEnd(bytes, 'x')
  it('reads 1,024 bytes', () => expect(clientOf(long(1024))).toBe('human'))
  it('does not read 1,025', () => expect(clientOf(long(1025))).toBe('unknown'))
  it('counts bytes, not characters', () => expect(clientOf('é'.repeat(513))).toBe('unknown'))
})

describe('without families', () => {
  const lean = createAgentClassifier({ families: false })
  it('a human has no device, browser or system', () => {
    expect(classify(`${WINDOWS} ${CHROME} Safari/537.36`, lean)).toBe('human unknown unknown unknown')
  })
  it('clients are the same', () => {
    expect(classify('okhttp/4.12.0', lean)).toBe('machine unknown unknown unknown')
  })
})

describe('any bytes', () => {
  const noise = fc.uint8Array({ maxLength: 1100 })
  const words = fc.array(
    fc.constantFrom(
      'Mozilla/5.0 (',
      'Android 10; ',
      'bot',
      'constructor',
      '__proto__',
      ') ',
      'Safari/',
      '\0',
      '�',
      'naver(1.',
    ),
    { maxLength: 60 },
  )

  it('give positions in the four dictionaries, and the same ones twice', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          noise,
          words.map((parts) => bytesOf(parts.join(''))),
        ),
        (bytes) => {
          const first = wordsOf(classifier.classify(bytes, 0, bytes.length))
          expect(first).toMatch(/^[a-z-]+ [a-z-]+ [a-z-]+ [a-z-]+$/)
          expect(wordsOf(classifier.classify(bytes, 0, bytes.length))).toBe(first)
          expect(wordsOf(createAgentClassifier({ families: true }).classify(bytes, 0, bytes.length))).toBe(first)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('memo', () => {
  const agentOf = (n: number) =>
    [
      `${WINDOWS} Chrome/${n}.0.0.0 Safari/537.36`,
      `curl/8.${n}`,
      `${IPHONE} Version/${n} Mobile/15E148 Safari/604.1`,
      `SomeBot/${n}`,
    ][n % 4]!

  it('answers as without one when 25,000 agents go by and it starts anew', () => {
    const busy = createAgentClassifier({ families: false })
    for (let n = 0; n < 25_000; n++) {
      const before = n % 3 === 0 ? n - 1 : n
      for (const k of [before, n]) {
        const bytes = bytesOf(agentOf(Math.max(k, 0)))
        const { client } = busy.classify(bytes, 0, bytes.length)
        if (CLIENTS[client] !== ['human', 'machine', 'human', 'other-robot'][Math.max(k, 0) % 4])
          expect.fail(`agent ${k}`)
      }
    }
    const fresh = createAgentClassifier({ families: false })
    for (let n = 0; n < 25_000; n += 97) expect(classify(agentOf(n), busy)).toBe(classify(agentOf(n), fresh))
  })

  it('gives one object to all agents of a class', () => {
    const of = (text: string) => classifier.classify(bytesOf(text), 0, text.length)
    expect(of('curl/8.5.0')).toBe(of('Wget/1.21.3'))
  })

  it('is not fooled by a chunk whose bytes change in place', () => {
    const chunk = bytesOf('curl/8.5.0')
    expect(CLIENTS[classifier.classify(chunk, 0, chunk.length).client]).toBe('machine')
    chunk.set(bytesOf('SomeBot/10'))
    expect(CLIENTS[classifier.classify(chunk, 0, chunk.length).client]).toBe('other-robot')
  })
})

describe('the list in the metadata', () => {
  it.each([
    { name: 'isbot', version: AGENT_LIST.isbot },
    { name: 'ua-parser-js', version: AGENT_LIST.uaParser },
  ])('names the version of $name that is installed', ({ name, version }) => {
    const manifest = readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')
    expect(manifest).toContain(`"version": "${version}",`)
  })

  it('has a month as its own version', () => {
    expect(AGENT_LIST.version).toMatch(/^\d{4}-\d{2}$/)
  })
})

describe('what an ai-robot fetches for', () => {
  it.each([
    {
      agent: 'Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)',
      purpose: 'training',
    },
    { agent: 'CCBot/2.0 (https://commoncrawl.org/faq/)', purpose: 'training' },
    { agent: 'Mozilla/5.0 (compatible; OAI-SearchBot/1.0; +https://openai.com/searchbot)', purpose: 'search' },
    { agent: 'Mozilla/5.0 (compatible; PerplexityBot/1.0)', purpose: 'search' },
    { agent: 'Mozilla/5.0 (compatible; ChatGPT-User/1.0; +https://openai.com/bot)', purpose: 'assistant' },
    { agent: 'Mozilla/5.0 (compatible; Claude-User/1.0; +Claude-User@anthropic.com)', purpose: 'assistant' },
    { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1)', purpose: undefined },
    { agent: '', purpose: undefined },
  ])('$agent: $purpose', ({ agent, purpose }) => {
    const bytes = bytesOf(agent)
    expect(AI_PURPOSES[classifier.classify(bytes, 0, bytes.length).purpose]).toBe(purpose)
  })
})

describe('an agent that a log encoded as a whole is the one that was sent', () => {
  const AGENTS = [
    `${WINDOWS} ${CHROME} Safari/537.36`,
    `${ANDROID} ${CHROME} Mobile Safari/537.36`,
    `${IPHONE} Version/17.1 Mobile/15E148 Safari/604.1`,
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    'python-requests/2.32.3',
    'curl/8.5.0',
    'VLC/3.0.20 LibVLC/3.0.20',
  ]
  const CODINGS: Readonly<Record<string, (agent: string) => string>> = {
    'spaces alone': (agent) => agent.replaceAll(' ', '%20'),
    'as encodeURI does': encodeURI,
    'as encodeURIComponent does': encodeURIComponent,
    'as forms do': (agent) => encodeURIComponent(agent).replaceAll('%20', '+'),
    'with small letters': (agent) => encodeURIComponent(agent).replaceAll(/%../g, (code) => code.toLowerCase()),
  }
  const twice = (text: string): string => text.replaceAll('%', '%25')

  it.each(Object.entries(CODINGS))('%s', (_, encode) => {
    for (const agent of AGENTS) {
      expect(classify(encode(agent))).toBe(classify(agent))
      expect(classify(twice(encode(agent)))).toBe(classify(agent))
    }
  })

  // Decoded it would be GPTBot.
  it.each([
    { agent: 'My%20App GPT%42ot/1.2 CFNetwork/1490.0.4 Darwin/23.2.0', why: 'the name of an app, among spaces' },
    { agent: 'My%2FApp-GPT%42ot/1.2', why: 'a slash beside the code of one' },
    { agent: 'My-GPT%42ot/1.2', why: 'neither space nor slash is encoded' },
  ])('$agent stays: $why', ({ agent }) => {
    expect(clientOf(decodeURIComponent(agent))).toBe('ai-robot')
    expect(clientOf(agent)).not.toBe('ai-robot')
  })
})
