/** French social security number, 13 digits and their key modulo 97; Corsica's 2A and 2B stand for 19 and 18. */
export function isNir(text: string): boolean {
  if (!/^[1-478]\d{4}(?:\d{2}|2[ab])\d{8}$/.test(text)) return false
  const number = Number(text.slice(0, 13).replace('2a', '19').replace('2b', '18'))
  return Number(text.slice(13)) === 97 - (number % 97)
}

/** Bank account number: a letter counts 10 to 35, the first four come last, the whole is 1 modulo 97. */
export function isIban(text: string): boolean {
  if (!/^[a-z]{2}\d{2}[\da-z]{11,30}$/.test(text)) return false
  let rest = 0
  for (const letter of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** So many digits that pass the check of Luhn: of a company 9 (SIREN), of one of its places 14 (SIRET). */
export function passesLuhn(text: string, digits: number): boolean {
  if (text.length !== digits || !/^\d+$/.test(text)) return false
  const sum = text
    .split('')
    .toReversed()
    .reduce((total, digit, i) => total + luhnValue(Number(digit), i), 0)
  return sum % 10 === 0
}

function luhnValue(digit: number, placeFromRight: number): number {
  const value = placeFromRight % 2 === 0 ? digit : digit * 2
  return value > 9 ? value - 9 : value
}
