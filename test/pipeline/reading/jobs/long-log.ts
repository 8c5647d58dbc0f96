import { combinedLine } from '../../../cli/run-comptage.ts'

const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Googlebot/2.1', '-']
const REFERRERS = ['-', 'https://www.example.fr/', 'https://www.example.org/a']
const WIDE = 'x'.repeat(120)

/** A log of about 20 MiB over five days, of which one line in a hundred fits nothing from line `misfit` on. */
export function longLog(misfit: number): string {
  const lines: string[] = []
  for (let i = 1; i <= 75_000; i++) {
    const day = 1 + Math.floor(i / 15_001)
    const time = `0${day}/Mar/2026:${String(i % 24).padStart(2, '0')}:12:${String(i % 60).padStart(2, '0')} +0100`
    const request = `GET ${i % 7 === 0 ? `/autre/${i}` : `/simulateur?${WIDE}=${i % 11}`} HTTP/1.1`
    const line = combinedLine({ time, request, agent: AGENTS[i % 3] ?? '-', referrer: REFERRERS[i % 3] ?? '-' })
    lines.push(i >= misfit && (i - misfit) % 100 === 0 ? `not a line of the format, with LEAK ${i}\n` : line)
  }
  return lines.join('')
}

/** A service that counts it. */
export const SERVICE_OF_LONG_LOG = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
language: en
features:
  - { id: simulateur, match: [ /simulateur ] }
datasets:
  - { by: [ day, feature ] }
  - { by: [ month, feature, device ], protection: exact, accept_risk: true }
`
