/** What is dear to make and seldom needed: made where it is first asked for, and the same ever after. */
export function once<T extends object | string>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
