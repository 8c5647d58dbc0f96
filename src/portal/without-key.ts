const KEY = '***'
/** How a text may be written: as it stands in an address, and in JSON. */
const READINGS: readonly ((text: string) => string)[] = [
  (text) => text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => signOf(code)),
  (text) =>
    text.replace(
      /\\(?:u00([2-7][0-9a-f])|(["\\/]))/gi,
      (_, code?: string, sign?: string) => sign ?? signOf(code ?? ''),
    ),
]
/** An address within JSON within JSON. */
const MOST_READINGS = 3

function signOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16))
}

/** What a portal said, without the key, should the portal repeat it: as it is, or as it stands in an address or in JSON. */
export function withoutKey(text: string, key: string): string {
  let shown = text.replaceAll(key, KEY)
  let read = [shown]
  for (let times = 0; times < MOST_READINGS; times++) {
    read = read.flatMap((one) => READINGS.map((reading) => reading(one)))
    const leak = read.find((one) => one.includes(key))
    if (leak !== undefined) read = [(shown = leak.replaceAll(key, KEY))]
  }
  return shown
}

/** The address of a page, if what a portal calls so is one, on one line, and without the key. */
export function pageAddress(page: string | undefined, key: string | undefined): string | undefined {
  const isAddress = page !== undefined && /^https?:\/\/[\x21-\x7e]{1,2000}$/.test(page) && URL.canParse(page)
  return isAddress && !withoutKey(page, key ?? KEY).includes(KEY) ? page : undefined
}
