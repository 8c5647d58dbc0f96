import { describe, expect, it } from 'vitest'
import { combined, hitOf, hitsOf, testGate, type TestGateOptions } from './test-gate.ts'

function fateOf(target: string, options?: TestGateOptions): string {
  const { fate, feature, reason } = hitOf(combined({ request: `GET ${target} HTTP/1.1` }), options)
  return feature ?? reason ?? fate ?? ''
}

describe('paths', () => {
  it.each([
    ['/simulateur', 'simulateur', 'as it is'],
    ['/simulateur/', 'simulateur', 'a slash at the end'],
    ['//simulateur', 'simulateur', 'empty segments'],
    ['///simulateur///', 'simulateur', 'more of them'],
    ['/./simulateur/.', 'simulateur', 'dot segments'],
    ['/x/../simulateur', 'simulateur', 'up'],
    ['/../../simulateur', 'simulateur', 'up from the root'],
    ['/simulateur/..', 'home', 'up at the end'],
    ['/..', 'home', 'up and nothing else'],
    ['/.', 'home', 'a dot'],
    ['//', 'home', 'slashes'],
    ['/x/%2e%2E/simulateur', 'simulateur', 'encoded dots are dots'],
    ['/x/.%2e/simulateur', 'simulateur', 'half encoded'],
    ['/%2e/simulateur', 'simulateur', 'one encoded dot'],
    ['/.../simulateur', 'unmatched', 'three dots are a name'],
    ['/..x/simulateur', 'unmatched', 'dots and more are a name'],
    ['/.x/../simulateur', 'simulateur', 'a dot and more, then up'],
    ['/a%20b', 'accents', 'decoded as the pattern is'],
    ['/a%2520b', 'unmatched', 'decoded once'],
    ['/x%2Fy', 'accents', '%2F never splits'],
    ['/x/y', 'unmatched', 'nor is a slash one'],
    ['/x%252Fy', 'unmatched', 'nor twice encoded'],
    ['/s%69mulateur', 'simulateur', 'letters too'],
    ['/plus+', 'accents', 'a plus is a plus'],
    ['/plus%2B', 'accents', 'also encoded'],
    ['/simulateur/%', 'simulateur', 'a percent sign at the end'],
    ['/simulateur/%2', 'simulateur', 'half a code'],
    ['/%zz', 'unmatched', 'no code'],
    ['/%2z', 'unmatched', 'half of one is no hexadecimal digit'],
    ['/simulateur%', 'unmatched', 'stays as it is'],
    ['/Simulateur', 'unmatched', 'another case'],
    ['/simulateur;jsessionid=LEAK', 'simulateur', 'a session'],
    ['/simulateur;JSESSIONID=LEAK', 'simulateur', 'in capitals'],
    ['/simulateur%3Bjsessionid=LEAK', 'simulateur', 'encoded'],
    ['/simulateur;jsessionid=LEAK/x', 'simulateur', 'amid the path'],
    ['/;jsessionid=LEAK', 'home', 'nothing but a session'],
    ['/simulateur;jsession=LEAK', 'unmatched', 'no session'],
    ['/simulateur;jsessionid', 'unmatched', 'no value'],
    ['/simulateur;x=1;jsessionid=LEAK', 'unmatched', 'another parameter stays'],
    ['/simulateur?x=LEAK', 'simulateur', 'a query'],
    ['/simulateur?', 'simulateur', 'an empty query'],
    ['/simulateur#LEAK', 'simulateur', 'a fragment'],
    ['/simulateur#LEAK?x', 'simulateur', 'a fragment, then a question mark'],
    ['/simulateur%3F', 'unmatched', 'an encoded question mark is part of the path'],
    ['?x=1', 'home', 'a query alone'],
    ['/search?type=aide#LEAK', 'search', 'a query, then a fragment'],
    ['/search?type=a%69de', 'search', 'a query is decoded by the matcher'],
    ['/search?x=/../;jsessionid=%&type=aide', 'search', 'nothing of the path holds in a query'],
    ['/search#?type=aide', 'unmatched', 'a query in a fragment is none'],
  ])('%s: %s, %s', (target, fate) => {
    expect(fateOf(target)).toBe(fate)
  })

  it('of 65,000 bytes', () => {
    expect(fateOf(`/simulateur${'/a'.repeat(32_500)}`)).toBe('simulateur')
    expect(fateOf('/simulateur/'.concat('%41'.repeat(21_000)))).toBe('simulateur')
    expect(fateOf('/a/..'.repeat(13_000).concat('/simulateur'))).toBe('simulateur')
  })

  it.each([
    ['/SIMULATEUR', 'simulateur'],
    ['/Simulateur?x', 'simulateur'],
    ['/%53imulateur', 'simulateur'],
    ['/CAF%C3%A9', 'accents'],
  ])('in any case, if so configured: %s', (target, feature) => {
    expect(fateOf(target, { caseInsensitive: true })).toBe(feature)
  })
})

describe('escapes of the server', () => {
  it.each([
    ['/simulateur/\\x22', 'simulateur', 'nginx'],
    ['/s\\x69mulateur', 'simulateur', 'small letters'],
    ['/s\\x69mulateur?x=\\x22', 'simulateur', 'in path and query'],
    ['/caf\\xC3\\xA9', 'accents', 'two bytes'],
    ['/s\\u0069mulateur', 'simulateur', 'JSON'],
    ['/s\\u0169mulateur', 'unmatched', 'JSON, beyond a byte'],
    ['/s\\u006', 'unmatched', 'JSON, cut'],
    ['/s\\x6', 'unmatched', 'cut'],
    ['/s\\', 'unmatched', 'nothing after it'],
    ['/simulateur/\\', 'simulateur', 'a lone backslash stands for itself'],
    ['/\\/simulateur', 'simulateur', 'a slash that JSON escapes'],
    ['/simulateur/\\q', 'simulateur', 'no escape'],
    ['/simulateur?\\x23type=aide', 'simulateur', 'what was escaped is part of the query or ends it'],
    ['/search?x=\\x22&type=aide', 'search', 'in a query, before the key asked for'],
    ['/search?type=a\\x69de', 'search', 'in its value'],
    ['/%5c%32e/simulateur', 'unmatched', 'not decoded twice'],
  ])('%s: %s, %s', (target, fate) => {
    expect(fateOf(target)).toBe(fate)
  })

  it('stand for themselves with escape=none', () => {
    const format = 'escape=none $remote_addr [$time_local] "$request" $status "$http_user_agent"'
    const line =
      '203.0.113.7 [10/Mar/2026:09:31:24 +0100] "GET /s\\x69mulateur HTTP/1.1" 200 "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"'
    expect(hitOf(line, { format }).fate).toBe('unmatched')
    expect(hitOf(line.replace('\\x69', 'i'), { format }).fate).toBe('counted')
    expect(hitOf(line.replace('\\x69', '%69'), { format }).fate).toBe('counted')
  })
})

describe('a target that the server decoded', () => {
  const format = '$time_local $request_method "$uri" "$args" $status "$http_user_agent"'
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
  const featureOf = (uri: string, args = '-') =>
    hitOf(`10/Mar/2026:09:31:24 +0100 GET "${uri}" "${args}" 200 "${agent}"`, { format }).feature

  it.each([
    ['/a b', 'accents', 'as it stands'],
    ['/a%20b', undefined, 'a percent sign is one'],
    ['/x%2Fy', undefined, 'nothing is decoded'],
    ['/simulateur;jsessionid=LEAK', 'simulateur', 'a session is cut'],
    ['/caf\\xC3\\xA9', 'accents', 'the escapes of the log are undone'],
  ])('%s: %s, %s', (...[uri, feature]) => {
    expect(featureOf(uri)).toBe(feature)
  })

  it.each([
    ['type=aide', 'search'],
    ['?type=aide', 'search'],
    ['x=LEAK&type=aide', 'search'],
    ['type=LEAK', undefined],
    ['-', undefined],
    ['', undefined],
  ])('its query stands apart: "%s"', (args, feature) => {
    expect(featureOf('/search', args)).toBe(feature)
  })

  it('a query in the target goes before one that stands apart', () => {
    expect(featureOf('/search?type=aide', 'type=LEAK')).toBe('search')
    expect(featureOf('/search?type=LEAK', 'type=aide')).toBeUndefined()
  })

  it('without a method GET is assumed', () => {
    const line = `10/Mar/2026:09:31:24 +0100 "/simulateur" 302 "${agent}"`
    expect(hitOf(line, { format: '$time_local "$request_uri" $status "$http_user_agent"' })).toMatchObject({
      fate: 'redirect',
      method: 'GET',
      bytes: undefined,
    })
  })

  it('with the query that nginx joins to it', () => {
    const joined = '$time_local $request_method $uri$is_args$args $status "$http_user_agent"'
    const fate = (uri: string) => hitOf(`10/Mar/2026:09:31:24 +0100 GET ${uri} 200 "${agent}"`, { format: joined })
    expect(fate('/simulateur-').feature).toBe('simulateur')
    expect(fate('/search?type=aide').feature).toBe('search')
    expect(fate('/search?type=aide-').feature).toBeUndefined()
    expect(fate('--').reason).toBe('bad-request')
  })
})

describe('absolute targets', () => {
  it.each([
    ['http://www.example.fr/simulateur', 'simulateur', 'own host'],
    ['https://www.example.fr/simulateur?x', 'simulateur', 'https'],
    ['HTTP://WWW.Example.FR/simulateur', 'simulateur', 'capitals'],
    ['http://www.example.fr:8080/simulateur', 'simulateur', 'a port'],
    ['http://www.example.fr./simulateur', 'simulateur', 'the dot of a whole name'],
    ['http://www.example.fr.:8080/simulateur', 'simulateur', 'that dot and a port'],
    ['http://www.example.fr../simulateur', 'unmatched', 'two dots'],
    ['http://LEAK:LEAK@www.example.fr/simulateur', 'simulateur', 'a user'],
    ['http://www.example.fr', 'home', 'no path'],
    ['http://www.example.fr?x=1', 'home', 'no path, a query'],
    ['http://www.example.fr#x', 'home', 'no path, a fragment'],
    ['http://www.example.fr/s%69mulateur', 'simulateur', 'decoded like every path'],
    ['http://www.example.fr/s\\x69mulateur', 'simulateur', 'unescaped like every path'],
    ['http://maps.example.fr/map', 'map', 'a host that a pattern names'],
    ['http://www.example.fr/map', 'unmatched', 'a pattern of another host'],
    ['http://www.example.fr/health', 'ignored', 'to be ignored'],
    ['http://example.org/simulateur', 'unmatched', 'foreign host'],
    ['http://example.org/health', 'unmatched', 'foreign hosts are not ignored'],
    ['http://example.org/x.png', 'unmatched', 'nor are they assets'],
    ['http://www.example.fr.example.org/', 'unmatched', 'a host that begins like one'],
    ['http://www.example.fx/', 'unmatched', 'a host as long as one'],
    ['http://[2001:db8::7]/', 'unmatched', 'IPv6'],
    ['http://[2001:db8::7]:80/', 'unmatched', 'IPv6 and a port'],
    ['http:///simulateur', 'bad-request', 'no host'],
    ['http://', 'bad-request', 'nothing'],
    ['http:/simulateur', 'bad-request', 'one slash'],
    ['http:simulateur', 'bad-request', 'no slash'],
    ['httpx://www.example.fr/', 'bad-request', 'another scheme'],
    ['ftp://www.example.fr/', 'bad-request', 'another scheme'],
    ['htt', 'bad-request', 'half a scheme'],
  ])('%s: %s, %s', (target, fate) => {
    expect(fateOf(target)).toBe(fate)
  })

  it('of any host, if no host is known', () => {
    expect(fateOf('http://example.org/simulateur', { knownHosts: [] })).toBe('simulateur')
  })

  it('with an odd method are open-proxy probes of another kind', () => {
    expect(hitOf(combined({ request: 'PROPFIND http://example.org/ HTTP/1.1' })).fate).toBe('method')
    expect(hitOf(combined({ request: 'POST http://example.org/ HTTP/1.1' })).fate).toBe('unmatched')
  })

  it('an IPv6 host may be known', () => {
    expect(fateOf('http://[2001:db8::7]:80/simulateur', { knownHosts: ['[2001:db8::7]'] })).toBe('simulateur')
  })
})

describe('targets without a path', () => {
  it.each([
    ['*', 'method', 'the server itself'],
    ['www.example.fr:443', 'method', 'host and port'],
    ['[2001:db8::7]:443', 'method', 'IPv6 and port'],
    ['LEAK:1', 'method', 'anything and port'],
    ['a', 'bad-request', 'a letter'],
    ['**', 'bad-request', 'two stars'],
    ['www.example.fr', 'bad-request', 'no port'],
    ['www.example.fr:', 'bad-request', 'an empty port'],
    ['www.example.fr:443443', 'bad-request', 'a port of six digits'],
    [':443', 'bad-request', 'no host'],
    ['443', 'bad-request', 'a number'],
    ['x/y:443', 'bad-request', 'a path in front'],
    ['x y:443', 'bad-request', 'a space in front'],
    ['simulateur', 'bad-request', 'no slash'],
    ['\\x22', 'bad-request', 'an escape'],
  ])('%s: %s, %s', (target, fate) => {
    expect(fateOf(target)).toBe(fate)
  })
})

describe('the host of the request', () => {
  const hosted = (host: string, target = '/map') =>
    hitOf(`${host} ${combined({ request: `GET ${target} HTTP/1.1` })}`, { format: 'vhost_combined' })

  it.each([
    ['maps.example.fr', 'map', 'as the pattern has it'],
    ['MAPS.example.fr', 'map', 'capitals'],
    ['maps.example.fr:443', 'map', 'and port'],
    ['maps.example.fr.', 'map', 'the dot of a whole name'],
    ['maps.example.fr.:443', 'map', 'that dot and a port'],
    ['www.example.fr', undefined, 'another'],
    ['-', undefined, 'none'],
  ])('%s: %s, %s', (...[host, feature]) => {
    expect(hosted(host).feature).toBe(feature)
  })

  it('an absolute target names it anew', () => {
    expect(hosted('www.example.fr', 'http://maps.example.fr/map').feature).toBe('map')
    expect(hosted('maps.example.fr', 'http://www.example.fr/map').feature).toBeUndefined()
  })
})

describe('nothing of a target is left in the next line', () => {
  it.each([
    ['its host', 'http://maps.example.fr/x', '/map'],
    ['its query', '/search?type=aide', '/search'],
    ['its bytes', '/\\x22aaaaaB', '/\\x70lus%2'],
    ['its segments', '/x/y/simulateur', '*'],
  ])('%s', (_, first, second) => {
    const lines = [first, second].map((target) => `${combined({ request: `GET ${target} HTTP/1.1` })}\n`)
    expect(hitsOf(testGate(), lines.join('')).map(({ feature }) => feature)[1]).toBeUndefined()
  })
})
