/** What a server in front and the one behind it write of the same requests, some ten a day: the address is the proxy's there. */
export function proxied(start: number, days: number): { readonly inFront: string; readonly below: string } {
  const lines: string[] = []
  for (let hour = 0; hour < days * 24; hour++)
    for (let use = 0; use < ((hour * hour * 7 + hour * 31) % 11) % 4; use++) {
      const [, day, month, year, time] = new Date(start + hour * 3_600_000 + use * 60_000).toUTCString().split(' ')
      const path = ['/simulateur', '/aide'][(hour + use) % 2]
      lines.push(
        `203.0.113.${hour % 256} - LEAK [${day}/${month}/${year}:${time} +0000] "GET ${path} HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`,
      )
    }
  return { inFront: lines.join(''), below: lines.map((line) => line.replace(/^\S+/, '127.0.0.1')).join('') }
}
