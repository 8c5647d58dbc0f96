/** What every service is asked for by monitors, browsers and robots, and nobody uses: proposed where a log has it. */
export const USUAL_IGNORED = [
  ...'health healthz healthcheck health-check livez readyz live ready ping status/ping metrics nginx_status server-status basic_status'
    .split(' ')
    .map((path) => `/${path}`),
  '/actuator/**',
  '/robots.txt',
  '/favicon.ico',
  '/apple-touch-icon.png',
  '/apple-touch-icon-precomposed.png',
  '/ads.txt',
  '/sitemap.xml',
  '/.well-known/**',
]
