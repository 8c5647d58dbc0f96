/** Statuses that servers give; a number of three digits that counts something has others. */
export const KNOWN_CODES: ReadonlySet<string> = new Set(
  [
    '100 101 102 103 200 201 202 203 204 205 206 207 208 226 300 301 302 303 304 305 306 307 308',
    '400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 421 422 423 424 425 426 428 429 431 451',
    // nginx, load balancers, Cloudflare
    '419 440 444 449 450 460 461 463 464 494 495 496 497 498 499 561',
    '500 501 502 503 504 505 506 507 508 509 510 511 520 521 522 523 524 525 526 527 530 598 599',
  ].flatMap((codes) => codes.split(' ')),
)

const BY_NUMBER = Uint8Array.from({ length: 1000 }, (_, code) => (KNOWN_CODES.has(String(code)) ? 1 : 0))

export function isKnownCode(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 3) return false
  const code = (bytes[from]! - 0x30) * 100 + (bytes[from + 1]! - 0x30) * 10 + bytes[from + 2]! - 0x30
  return BY_NUMBER[code] === 1
}
