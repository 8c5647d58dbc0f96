import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../src/cli/load-configuration.ts'
import { readConfiguration } from '../../../src/config/index.ts'
import type { Feature } from '../../../src/domain/feature.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import { checkConfiguration, isError } from '../../../src/pipeline/index.ts'
import { openExplainer } from '../../../src/pipeline/explain/explain-request.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { processorClock } from '../../processor-clock.ts'

const { fresh } = testFolder('import')
const EXAMPLES = createRequire(import.meta.url)
  .resolve('@readme/oas-examples/package.json')
  .replace('package.json', '')

/** A configuration whose features come from one entry. */
function read(entry: string, folder: string) {
  const text = `service: { name: Essai }\nfeatures:\n  - ${entry}\n`
  return readConfiguration(text, 'comptage.yaml', { folder, read: readDocument })
}

function imported(entry: string, files: Readonly<Record<string, string>>): readonly Feature[] {
  const { configuration, problems } = read(entry, fresh(files))
  expect(problems).toEqual([])
  return configuration?.features ?? []
}

function patterns(features: readonly Feature[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(features.map(({ id, match }) => [id, match.map(({ value }) => value)]))
}

describe('an OpenAPI description', () => {
  const v3 = (paths: string, more = ''): string => `openapi: 3.1.0\n${more}paths:\n${paths}`
  const PETS = v3(
    [
      '  /pets: { get: { tags: [pets], summary: List of pets, operationId: listPets }, post: { tags: [pets, admin] } }',
      '  /pets/{petId}: { get: { tags: [pets], operationId: getPetById } }',
      '  /status: { get: {} }',
    ].join('\n'),
    'servers: [{ url: "https://{zone}.example.org/{base}/", variables: { zone: { default: eu }, base: { default: v2 } } }]\ntags: [{ name: pets, summary: All pets }]\n',
  )

  it('gives a feature a tag', () => {
    const features = imported('openapi: a.yaml', { 'a.yaml': PETS })
    expect(patterns(features)).toEqual({
      pets: ['GET,POST /v2/pets', 'GET /v2/pets/:petId'],
      other: ['GET /v2/status'],
    })
    expect(features.map(({ title }) => title)).toEqual([{ fr: 'All pets' }, { fr: 'other' }])
    expect(features.map(({ origin }) => origin?.path)).toEqual(['a.yaml', 'a.yaml'])
  })

  it('gives a pattern to the first operation, and none to what a pattern cannot say', () => {
    const paths = v3(
      [
        '  "/items/{id}.{format}": { get: { tags: [a], operationId: two }, delete: { tags: [a], operationId: gone } }',
        '  /items/{id}: { get: { tags: [a], operationId: one } }',
        '  "/items/{name}-x": { get: { tags: [c], operationId: three } }',
      ].join('\n'),
    )
    const byTag = imported('openapi: a.yaml', { 'a.yaml': paths })
    expect(patterns(byTag)).toEqual({ a: ['GET /items/:id'] })
    expect(byTag[0]?.origin?.leftOut).toEqual([
      { why: 'part-of-segment', operations: 1, first: 'DELETE /items/{id}.{format}' },
      { why: 'same-pattern', operations: 1, first: 'GET /items/{name}-x' },
    ])
    const byOperation = imported('{ openapi: a.yaml, by: operation }', { 'a.yaml': paths })
    expect(patterns(byOperation)).toEqual({ one: ['GET /items/:id'] })
    expect(byOperation[0]?.origin?.leftOut).toEqual([
      { why: 'part-of-segment', operations: 1, first: 'DELETE /items/{id}.{format}' },
      { why: 'same-pattern', operations: 2, first: 'GET /items/{id}.{format}' },
    ])
  })

  const PARTIAL = 'v{n} {n}v @{n} ({n}) Users({n}) {n}:cancel {n}.{f} {n}.json {a}-{b} {a}{b} x{a}-{b}y {n {{n}}'.split(
    ' ',
  )
  it.each(PARTIAL.flatMap((segment) => ['', '/', '/more'].map((end) => ({ path: `/${segment}${end}` }))))(
    'a segment that is a template in part makes no pattern: $path',
    ({ path }) => {
      const paths = v3(`  ${JSON.stringify(path)}: { get: { tags: [a] } }\n  /contact: { get: { tags: [b] } }`)
      const folder = fresh({ 'a.yaml': paths })
      const { configuration } = read('openapi: a.yaml', folder)
      expect(patterns(configuration!.features)).toEqual({ b: ['GET /contact'] })
      const leftOut = [{ why: 'part-of-segment', operations: 1, first: `GET ${path}` }]
      expect(checkConfiguration(configuration!).problems.filter(({ code }) => code.startsWith('IMPORT'))).toMatchObject(
        [{ code: 'IMPORT_LEFT_OUT', path: 'a.yaml', leftOut }],
      )
      const alone = fresh({ 'a.yaml': v3(`  ${JSON.stringify(path)}: { get: {} }`) })
      expect(faultsOf(read('openapi: a.yaml', alone).problems)).toEqual(['no-pattern'])
    },
  )

  it.each([
    { why: 'a slash at the end', first: '/a', second: '/a/' },
    { why: 'two names of one place', first: '/a/{x}', second: '/a/{y}' },
    { why: 'a query', first: '/a?x=1', second: '/a?x=2' },
    { why: 'a template in part', first: '/a/{x}', second: '/a/{x}.{y}' },
  ])('tells what is counted with another feature, and not what is with its own: $why', ({ first, second }) => {
    const of = (tag: string, method = 'get') =>
      v3(
        `  ${JSON.stringify(first)}: { get: { tags: [a] } }\n  ${JSON.stringify(second)}: { ${method}: { tags: [${tag}] } }\n  /b: { get: { tags: [b] } }`,
      )
    const leftOutOf = (text: string) => imported('openapi: a.yaml', { 'a.yaml': text })[0]?.origin?.leftOut
    expect(leftOutOf(of('a'))).toBeUndefined()
    expect(leftOutOf(of('b'))).toEqual([{ why: 'same-pattern', operations: 1, first: `GET ${second}` }])
    const ofOther = second.includes('.')
      ? [{ why: 'part-of-segment', operations: 1, first: `POST ${second}` }]
      : undefined
    expect(leftOutOf(of('b', 'post'))).toEqual(ofOther)
  })

  it('tells paths without a slash, and takes no extension for one', () => {
    const features = imported('openapi: a.yaml', {
      'a.yaml': v3('  /a: { get: {} }\n  "b\\e[1m": { get: {}, put: {} }\n  x-c: { get: {} }'),
    })
    expect(patterns(features)).toEqual({ other: ['GET /a'] })
    expect(features[0]?.origin?.leftOut).toEqual([{ why: 'no-slash', operations: 2, first: 'GET b\uFFFD[1m' }])
  })

  it('or a feature an operation', () => {
    const features = imported('{ openapi: a.yaml, by: operation, clients: all }', { 'a.yaml': PETS })
    expect(patterns(features)).toEqual({
      'list-pets': ['GET /v2/pets'],
      'post-v2-pets': ['POST /v2/pets'],
      'get-pet-by-id': ['GET /v2/pets/:petId'],
      'get-v2-status': ['GET /v2/status'],
    })
    expect(features.map(({ title, clients }) => [title.fr, clients])[0]).toEqual(['List of pets', 'all'])
  })

  it.each([
    {
      why: 'a base path of version 2',
      text: 'swagger: 2.0\nbasePath: /v1\npaths: { /a: { get: {} } }',
      pattern: 'GET /v1/a',
    },
    { why: 'no server at all', text: v3('  /a: { get: {} }'), pattern: 'GET /a' },
    {
      why: 'a server of the path',
      text: v3('  /a: { servers: [{ url: /x }], get: {} }', 'servers: [{ url: /y }]\n'),
      pattern: 'GET /x/a',
    },
    {
      why: 'a server of the operation',
      text: v3('  /a: { get: { servers: [{ url: "//h.example.org/z/" }] } }'),
      pattern: 'GET /z/a',
    },
    { why: 'a name of another form', text: v3('  "/a/{1 id}": { get: {} }'), pattern: 'GET /a/:_1_id' },
    { why: 'signs of our patterns', text: v3('  "/a*b/:c": { get: {} }'), pattern: 'GET /a%2Ab/%3Ac' },
    { why: 'a query within the path', text: v3('  "/a?x=1": { get: {} }'), pattern: 'GET /a' },
    { why: 'the root', text: v3('  /: { get: {} }'), pattern: 'GET /' },
    { why: 'JSON', text: '{ "openapi": "3.0.3", "paths": { "/a": { "get": {} } } }', pattern: 'GET /a' },
  ])('reads $why', ({ text, pattern }) => {
    expect(Object.values(patterns(imported('openapi: a.yaml', { 'a.yaml': text })))).toEqual([[pattern]])
  })

  it('follows a path to another file of its folder, and into itself', () => {
    const files = {
      'api/a.yaml': v3(
        '  /a: { $ref: "./paths/a.yaml" }\n  /b: { $ref: "paths/a.yaml#/b~1c" }\n  /c: { $ref: "#/x" }',
        'x: { get: {} }\n',
      ),
      'api/paths/a.yaml': 'get: {}\nb/c: { $ref: "../d.json" }',
      'api/d.json': '{ "delete": {} }',
    }
    expect(patterns(imported('openapi: api/a.yaml', files))).toEqual({ other: ['GET /a', 'DELETE /b', 'GET /c'] })
  })

  const LAUGHS = [
    'a: &a [x,x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[i]}`).join()}]`),
  ].join('\n')
  it.each([
    { why: 'reference-outside', text: v3('  /a: { $ref: /etc/passwd }') },
    { why: 'reference-outside', text: v3('  /a: { $ref: "file:///etc/passwd" }') },
    { why: 'reference-outside', text: v3('  /a: { $ref: "https://example.org/LEAK.yaml" }') },
    { why: 'reference-outside', text: v3('  /a: { $ref: "//example.org/a.yaml" }') },
    { why: 'reference-outside', text: v3('  /a: { $ref: "../outside.yaml" }') },
    { why: 'reference-outside', text: v3('  /a: { $ref: "x/%2e%2e/%2e%2e/outside.yaml" }') },
    { why: 'reference-outside', text: v3('  /a: { $ref: "link.yaml" }') },
    { why: 'reference-missing', text: v3('  /a: { $ref: "#/nowhere" }') },
    { why: 'unreadable', text: v3('  /a: { $ref: "nowhere.yaml" }') },
    { why: 'reference-loop', text: v3('  /a: { $ref: "#/paths/~1a" }') },
    { why: 'aliases', text: `${v3('  /a: { get: {} }')}\n${LAUGHS}` },
    { why: 'too-deep', text: '['.repeat(2_000_000) },
    { why: 'too-deep', text: `{"a":${'[1,'.repeat(501)}` },
    { why: 'syntax', text: `a: ${'['.repeat(400)}` },
    { why: 'syntax', text: 'openapi: [LEAK' },
    { why: 'syntax', text: '- LEAK' },
    { why: 'not-openapi', text: 'paths: { /a: { get: {} } }' },
    { why: 'version', text: 'swagger: "1.2"\npaths: { /a: { get: {} } }' },
    { why: 'no-operation', text: 'openapi: 3.0.0\npaths: {}' },
    { why: 'no-pattern', text: v3('  LEAK: { get: {} }') },
  ])('is refused: $why', ({ why, text }) => {
    const folder = fresh({ 'api/a.yaml': text, 'outside.yaml': 'get: {}' })
    symlinkSync('../outside.yaml', join(folder, 'api/link.yaml'))
    const { configuration, problems } = read('openapi: api/a.yaml', folder)
    expect(configuration).toBeUndefined()
    expect(faultsOf(problems)).toEqual([why])
    expect(JSON.stringify(problems)).not.toContain('LEAK')
  })

  it('is refused where it is huge, without a look at it', () => {
    const folder = fresh({ 'a.yaml': '' })
    truncateSync(join(folder, 'a.yaml'), 50_000_000)
    const workedMs = processorClock()
    expect(faultsOf(read('openapi: a.yaml', folder).problems)).toEqual(['too-large'])
    expect(workedMs()).toBeLessThan(1000)
  })

  it('is refused where it is a folder, or a device', () => {
    const folder = fresh()
    mkdirSync(join(folder, 'a'))
    expect(faultsOf(read('openapi: a', folder).problems)).toEqual(['unreadable'])
    expect(faultsOf(read('openapi: /dev/zero', folder).problems)).toEqual(['unreadable'])
  })

  it.each([
    {
      file: '3.1/json/readme.json',
      tags: 15,
      operations: 54,
      example: 'GET /v2/projects/demo/apikeys',
      id: 'api-keys',
    },
    {
      file: '3.1/yaml/readme.yaml',
      tags: 15,
      operations: 54,
      example: 'GET /v2/projects/demo/apikeys',
      id: 'api-keys',
    },
    { file: '3.0/json/star-trek.json', tags: 40, operations: 120, example: 'GET /api/v1/rest/animal', id: 'animal' },
    { file: '3.0/json/readme-legacy.json', tags: 10, operations: 36, example: 'GET /api/v1', id: 'projects' },
    { file: '2.0/json/petstore.json', tags: 3, operations: 20, example: 'POST /v2/pet', id: 'pet' },
  ])('may be a real one: $file', ({ file, tags, operations, example, id }) => {
    const folder = fresh({ 'api.json': readFileSync(join(EXAMPLES, file)) })
    const { configuration } = read('{ openapi: api.json, by: tag }', folder)
    expect(configuration?.features.length).toBe(tags)
    const { plan, problems } = checkConfiguration(configuration!)
    expect(problems.filter(isError)).toEqual([])
    expect(openExplainer(plan)(example).feature?.id).toBe(id)
    const each = read('{ openapi: api.json, by: operation }', folder)
    expect(each.configuration?.features.length).toBe(operations)
    expect(new Set(each.configuration?.features.map((feature) => feature.id)).size).toBe(operations)
    expect(checkConfiguration(each.configuration!).problems.filter(isError)).toEqual([])
  })

  it('may not have the id of another feature', () => {
    const text = `service: { name: Essai }\nfeatures:\n  - { id: pets, match: /pets }\n  - openapi: a.yaml\n`
    const folder = fresh({ 'a.yaml': PETS })
    const { problems } = readConfiguration(text, 'comptage.yaml', { folder, read: readDocument })
    expect(problems.map(({ code }) => code)).toEqual(['DUPLICATE_ID'])
  })
})

describe('a sitemap', () => {
  const sitemap = (...pages: readonly string[]): string =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages.map((page) => `<url><loc>${page}</loc></url>`).join('\n')}</urlset>`

  it('has what is an element of it: no comment, no instruction, no address of a picture', () => {
    const address = (path: string) => `https://www.example.fr/${path}`
    const text = `<?xml version="1.0"?>
      <!-- <urlset> <!DOCTYPE of an older one -->
      <s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <!-- <s:url><s:loc>${address('comment')}</s:loc></s:url> --><!---->
        <?php <s:loc>${address('instruction')}</s:loc> ?>
        <s:url><s:loc >${address('aide/<!-- --><![CDATA[x?a&amp;<!--]]>')}</s:loc >
          <s:location>${address('location')}</s:location>
          <image:image><image:loc>${address('picture')}</image:loc></image:image></s:url>
        <s:url><s:loc>${address('d&#233;march&#xE9;s&amp;#233;')}</s:loc></s:url>
      </s:urlset>`
    expect(patterns(imported('sitemap: a.xml', { 'a.xml': text }))).toEqual({
      aide: ['/aide', '/aide/**'],
      demarches: ['/d%C3%A9march%C3%A9s&', '/d%C3%A9march%C3%A9s&/**'],
    })
  })

  it('is read in a time that grows with its length, whatever is open in it', () => {
    const workedMs = processorClock()
    for (const piece of ['<!--', '<loc', '<loc>', '<![CDATA[', '&#1'])
      expect(
        faultsOf(read('sitemap: a.xml', fresh({ 'a.xml': `<urlset>${piece.repeat(400_000)}` })).problems),
      ).toHaveLength(1)
    expect(workedMs()).toBeLessThan(2000)
  })

  it('names a path with accents by its letters, and reads addresses in CDATA', () => {
    const features = imported('sitemap: a.xml', {
      'a.xml': sitemap(
        'https://www.example.fr/%C3%A9t%C3%A9/x',
        '<![CDATA[https://www.example.fr/aide?a=1&b=2]]>',
        'https://www.example.fr/caf%E9',
      ),
    })
    expect(features.map(({ id, title, match }) => [id, title.fr, match[0]?.value])).toEqual([
      ['ete', 'Été', '/%C3%A9t%C3%A9'],
      ['aide', 'Aide', '/aide'],
      ['caf-e9', 'Caf', '/caf%E9'],
    ])
  })

  it('gives a feature for each first segment', () => {
    const pages = ['', 'aide', 'aide/compte?a=1&amp;b=2', 'contact.html', 'mes-demarches/%C3%A9tat-civil/acte']
    const features = imported('sitemap: a.xml', {
      'a.xml': sitemap(...pages.map((page) => `https://www.example.fr/${page}`)),
    })
    expect(patterns(features)).toEqual({
      home: ['/'],
      aide: ['/aide', '/aide/**'],
      contact: ['/contact.html'],
      'mes-demarches': ['/mes-demarches', '/mes-demarches/**'],
    })
  })

  it.each([
    { why: 'not-sitemap', text: `<!-- ${sitemap('https://www.example.fr/')}` },
    { why: 'not-sitemap', text: '<urlset><url><loc>https://www.example.fr/<b/></loc></url></urlset>' },
    { why: 'no-page', text: `<urlset><!-- <loc>https://www.example.fr/LEAK</loc> --></urlset>` },
    {
      why: 'sitemap-index',
      text: '<!-- <urlset> --><s:sitemapindex><s:sitemap><s:loc>https://www.example.fr/a.xml</s:loc></s:sitemap></s:sitemapindex>',
    },
    { why: 'doctype', text: `<!DOCTYPE x [<!ENTITY a "LEAK">]>${sitemap('https://www.example.fr/')}` },
    {
      why: 'sitemap-index',
      text: '<sitemapindex><sitemap><loc>https://www.example.fr/a.xml</loc></sitemap></sitemapindex>',
    },
    { why: 'not-sitemap', text: sitemap('<![CDATA[ LEAK ]]>') },
    { why: 'not-sitemap', text: '<html>LEAK</html>' },
    { why: 'not-sitemap', text: sitemap('/aide') },
    { why: 'no-page', text: sitemap() },
    { why: 'too-many', text: sitemap(...Array.from({ length: 501 }, (_, i) => `https://www.example.fr/page-${i}`)) },
  ])('is refused: $why', ({ why, text }) => {
    const folder = fresh()
    writeFileSync(join(folder, 'a.xml'), text)
    const { problems } = read('sitemap: a.xml', folder)
    expect(faultsOf(problems)).toEqual([why])
    expect(JSON.stringify(problems)).not.toContain('LEAK')
  })
})

function faultsOf(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => (problem.code === 'IMPORT_REFUSED' ? problem.why : problem.code))
}
