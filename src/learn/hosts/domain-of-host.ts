/** Labels below a country that are no domain of anybody: `example.co.uk`, `example.gouv.fr`. */
const SHARED = new Set('ac asso co com edu gob gouv gov mil net nom or org tm'.split(' '))

/** The part of a host that one registers: `www.example.co.uk` → `example.co.uk`. An address is itself. */
export function domainOfHost(host: string): string {
  const labels = host.split('.')
  if (labels.length <= 2 || labels.every((label) => /^\d+$/.test(label)) || host.includes(':')) return host
  const [second = '', top = ''] = labels.slice(-2)
  return labels.slice(top.length === 2 && SHARED.has(second) ? -3 : -2).join('.')
}
