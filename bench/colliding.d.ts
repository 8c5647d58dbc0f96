export function collidingBytes(isFit?: (word: bigint) => boolean): Generator<Uint8Array>
