/** Lines in the format combined, a minute apart from `start` on. */
export function linesOf(count: number, start: number): string {
  return Array.from({ length: count }, (_, i) => {
    const [, day, month, year, time] = new Date(start + i * 60_000).toUTCString().split(' ')
    const path = ['/simulateur?LEAK=1', '/aide', '/LEAK'][i % 3]
    return `203.0.113.${i % 256} - LEAK [${day}/${month}/${year}:${time} +0000] "GET ${path} HTTP/1.1" 200 ${i} "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`
  }).join('')
}

/** The same as a server writes them that logs neither referrer nor agent, in the format common. */
export function withoutReferrers(lines: string): string {
  return lines
    .split('\n')
    .map((line) => line.split(' "-" ')[0])
    .join('\n')
}
