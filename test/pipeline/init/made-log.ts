import { combinedLine } from '../../cli/run-comptage.ts'

const PAGES: readonly (readonly [path: string, uses: number])[] = [
  ['/', 300],
  ['/aide', 120],
  ['/aide/thermes', 90],
  ['/thermes', 200],
  ['/thermes/horaires', 150],
  ['/thermes/reservation', 110],
  ['/bassin/42/plan', 80],
  ['/recherche?q=LEAKquery', 70],
  ['/documents/LEAK@example.org', 400],
  ['/documents/0612345678', 60],
  ['/documents/LEAKnumber42', 500],
  ['/LEAKrare', 3],
]

/** Two weeks of a service with a few pages, and with much in its paths that must not be told. */
export function madeLog(): readonly string[] {
  return PAGES.flatMap(([path, uses]) =>
    Array.from({ length: uses }, (_, i) =>
      combinedLine({
        time: `${String(1 + (i % 14)).padStart(2, '0')}/Mar/2026:09:31:24 +0100`,
        request: `GET ${path} HTTP/1.1`,
        referrer: 'https://LEAKreferrer.example.org/LEAKpage',
      }),
    ),
  ).concat(
    Array.from({ length: 90 }, () => combinedLine({ request: 'GET /health HTTP/1.1' })),
    Array.from({ length: 90 }, () => combinedLine({ request: 'GET /LEAKmissing HTTP/1.1', status: 404 })),
  )
}

/** What robots ask for: nobody's pages. */
export function robotLines(): readonly string[] {
  const agent = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
  return Array.from({ length: 900 }, (_, i) =>
    combinedLine({
      request: `GET /${i % 2 === 0 ? 'LEAKrobot' : `thermes/piege-${'abcdefghij'[i % 10] ?? ''}`} HTTP/1.1`,
      agent,
    }),
  )
}

/** The same lines in another order, always the same. */
export function shuffled(lines: readonly string[]): readonly string[] {
  return lines
    .map((line, i) => ({ line, at: (i * 7919) % 10_007 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ line }) => line)
}
