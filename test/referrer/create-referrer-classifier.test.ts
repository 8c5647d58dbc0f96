import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REFERRERS } from '../../src/domain/dictionary.ts'
import { createReferrerClassifier } from '../../src/referrer/index.ts'

const options = {
  ownHosts: ['demarches.example.fr', 'www.example.fr', 'localhost'],
  listedHosts: ['example.org', 'Aide.Example.org', 'impots.gouv.fr', 'www.google.com'],
}
const classifier = createReferrerClassifier(options)

/** Amid other bytes, as in a chunk. */
function wordOf(referrer: string, by = classifier): string | undefined {
  const bytes = new TextEncoder().encode(`.fr/LEAK${referrer}.gouv.fr/LEAK`)
  return by.words[by.classify(bytes, 8, bytes.length - 13)]
}

it('its words are the classes, then the hosts that the operator lists', () => {
  expect(classifier.words).toEqual([...REFERRERS, ...options.listedHosts])
})

it('an own host may be an IPv6 address', () => {
  const { classify, words } = createReferrerClassifier({ ownHosts: ['[2001:db8::1]', '[::1]'], listedHosts: [] })
  const word = (text: string): string | undefined => words[classify(Buffer.from(text), 0, Buffer.byteLength(text))]
  for (const own of [
    'http://[::1]:8080/LEAK',
    'http://[::1]',
    'https://LEAK:LEAK@[2001:DB8::1]/',
    'http://[::1]/?LEAK=a:b',
  ])
    expect(word(own)).toBe('internal')
  for (const other of [
    'http://[::2]:8080/',
    'http://[::1',
    'http://[::1]x/',
    'http://[/',
    'http://::1/',
    'http://[::1.gouv.fr/',
  ])
    expect(word(other)).toBe('other')
})

describe('by host', () => {
  it.each([
    ['none', '', 'no referrer'],
    ['none', '-', 'no referrer, as servers write it'],

    ['internal', 'https://demarches.example.fr/simulateur?id=LEAK', 'own host'],
    ['internal', 'http://demarches.example.fr', 'nothing after the host'],
    ['internal', 'https://DEMARCHES.Example.FR/', 'upper case'],
    ['internal', 'HTTPS://demarches.example.fr:8443/', 'port'],
    ['internal', 'https://demarches.example.fr./', 'trailing dot'],
    ['internal', 'https://LEAK:LEAK@demarches.example.fr/', 'user info'],
    ['internal', 'https://demarches.example.fr?x', 'query at once'],
    ['internal', 'https://demarches.example.fr#x', 'fragment at once'],
    ['internal', 'https://demarches.example.fr\\@example.com/', 'browsers read \\ as /'],
    ['internal', 'https://www.demarches.example.fr/', 'own host with www.'],
    ['internal', 'https://example.fr/', 'own host without www.'],
    ['internal', 'http://localhost:3000/', 'a single label may be an own host'],
    ['other', 'https://autre.demarches.example.fr/', 'a subdomain of an own host is another service'],
    ['other', 'https://demarches.example.fr@example.com/', 'own host as user info'],
    ['other', 'https://demarches.example.fr:443@example.com/', 'own host and port as user info'],
    ['other', 'https://a@demarches.example.fr@example.com/', 'the last @ counts'],

    ['example.org', 'https://example.org/', 'listed host'],
    ['example.org', 'https://forum.example.org/LEAK', 'subdomain of a listed host'],
    ['Aide.Example.org', 'https://aide.example.org/', 'the most specific listed host'],
    ['Aide.Example.org', 'https://x.aide.example.org/', 'and its subdomains'],
    ['other', 'https://notexample.org/', 'a suffix of letters is no subdomain'],
    ['impots.gouv.fr', 'https://www.impots.gouv.fr/', 'listed before public'],
    ['www.google.com', 'https://www.google.com/', 'listed before search'],

    ['search', 'https://www.google.fr/', 'google of a country'],
    ['search', 'https://www.google.co.uk/search', 'google of a country with two labels'],
    ['search', 'https://google.com/', 'its parent is listed nowhere'],
    ['search', 'https://duckduckgo.com/', ''],
    ['search', 'https://fr.search.yahoo.com/', ''],
    ['search', 'https://search.brave.com/', ''],
    ['search', 'https://yandex.ru/', ''],
    ['other', 'https://mail.google.com/', 'a mail is no search'],
    ['other', 'https://brave.com/', 'only its search is'],
    ['other', 'https://google.example.com/', 'google as a subdomain'],
    ['social', 'https://l.facebook.com/', ''],
    ['social', 'https://t.co/LEAK', ''],
    ['social', 'https://x.com/', ''],
    ['social', 'https://www.pinterest.fr/', ''],
    ['social', 'https://mastodon.social/@LEAK', '@ in a path'],
    ['other', 'https://netx.com/', 'ends in x.com'],
    ['public', 'https://x.gouv.fr/', 'subdomain of gouv.fr'],
    ['public', 'https://gouv.fr/', 'gouv.fr itself'],
    ['public', 'https://www.ac-nancy-metz.fr/', 'academy'],
    ['public', 'https://ec.europa.eu/', 'European Union'],
    ['other', 'https://notgouv.fr/', 'label boundary'],
    ['other', 'https://gouv.fr.example.com/', 'not the end of the host'],

    ['other', 'https://192.0.2.7/', 'IPv4'],
    ['other', 'http://[2001:db8::1]:8080/', 'IPv6'],
    ['other', 'http://[::gouv.fr]/', 'IPv6 literal that is none'],
    ['other', 'http://intranet/', 'single label'],
    ['other', 'android-app://com.google.android.googlequicksearchbox/', 'another scheme'],
    ['other', 'ftp://x.gouv.fr/', 'another scheme'],
    ['other', 'httpx://x.gouv.fr/', 'another scheme'],
    ['other', 'https:/x.gouv.fr/', 'one slash'],
    ['other', 'about:blank', 'no authority'],
    ['other', 'x.gouv.fr', 'no scheme'],
    ['other', 'https:///', 'no host'],
    ['other', 'https://', 'no host'],
    ['other', 'http://', 'no host, no bytes left'],
    ['other', 'https://./', 'a dot is no host'],
    ['other', 'https://x.gouv.fr../', 'an empty label'],
    ['other', 'https://a b.gouv.fr/', 'no byte of a host'],
    ['other', 'https://é.gouv.fr/', 'not in its ASCII form'],
    ['other', `https://${'a.'.repeat(122)}ab.gouv.fr/`, 'longer than a name may be'],
    ['public', `https://${'a.'.repeat(123)}gouv.fr/`, 'as long as a name may be'],
  ])('%s: %s %s', (word, referrer) => {
    // Twice, and with another page of the host: the head of an own host is remembered.
    expect(wordOf(referrer)).toBe(word)
    expect(wordOf(referrer)).toBe(word)
    expect(wordOf('https://demarches.example.fr/')).toBe('internal')
    expect(wordOf(referrer)).toBe(word)
  })

  it('a head that goes on after the remembered one is another', () => {
    expect(wordOf('https://demarches.example.fr/')).toBe('internal')
    expect(wordOf('https://demarches.example.fr.example.com/')).toBe('other')
    expect(wordOf('https://demarches.example.fr@example.com/')).toBe('other')
    expect(wordOf('https://demarches.example.f')).toBe('other')
  })

  it('an own head too long to be remembered is found all the same', () => {
    expect(wordOf(`https://${'LEAK'.repeat(40)}@demarches.example.fr/`)).toBe('internal')
    expect(wordOf('https://demarches.example.fr/')).toBe('internal')
  })

  it('without own and listed hosts only known ones are told', () => {
    const bare = createReferrerClassifier({ ownHosts: [], listedHosts: [] })
    expect(wordOf('https://demarches.example.fr/', bare)).toBe('other')
    expect(wordOf('/', bare)).toBe('other')
    expect(wordOf('https://www.service-public.gouv.fr/', bare)).toBe('public')
  })

  it('a host listed twice keeps its first place', () => {
    const twice = createReferrerClassifier({ ownHosts: [], listedHosts: ['example.org', 'EXAMPLE.org'] })
    expect(wordOf('https://example.org/', twice)).toBe('example.org')
  })
})

describe('any bytes', () => {
  it('give a class that has a word', () => {
    const noise = fc.uint8Array({ maxLength: 400 })
    const pieces = fc
      .array(
        fc.constantFrom('http', 's', '://', 'gouv.fr', '.', '@', ':', '/', '\\', '[', '?', '-', 'www', 'é', '\0'),
        {
          maxLength: 30,
        },
      )
      .map((parts) => new TextEncoder().encode(parts.join('')))
    fc.assert(
      fc.property(fc.oneof(noise, pieces), (bytes) => {
        expect(classifier.words[classifier.classify(bytes, 0, bytes.length)]).toBeTypeOf('string')
      }),
      { numRuns: 500 },
    )
  })

  it('read the host that browsers read', () => {
    const hosts = [
      'demarches.example.fr',
      'X.gouv.fr',
      'notgouv.fr',
      'forum.example.org',
      't.co',
      'example.com',
      'gouv.fr.',
    ]
    const address = fc.tuple(
      fc.constantFrom('http://', 'https://', 'HTTPS://'),
      fc.constantFrom('', 'u@', 'u:p@', 'demarches.example.fr@', 'a@b@', ':@', 'gouv.fr:80@'),
      fc.constantFrom(...hosts),
      fc.constantFrom('', ':80', ':8443', ':'),
      fc.constantFrom('', '/', '/a@t.co', '?@t.co', '#@t.co', '\\@t.co', '/:80', '?a=https://t.co/'),
    )
    fc.assert(
      fc.property(address, (parts) => {
        const text = parts.join('')
        expect(wordOf(text)).toBe(wordOf(`https://${new URL(text).hostname}/`))
      }),
      { numRuns: 1000 },
    )
  })
})
