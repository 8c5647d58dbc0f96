export const QUOTE: u8 = 0x22
export const COMMA: u8 = 0x2c
export const COLON: u8 = 0x3a
export const OPEN_OBJECT: u8 = 0x7b
export const CLOSE_OBJECT: u8 = 0x7d
export const OPEN_ARRAY: u8 = 0x5b
export const CLOSE_ARRAY: u8 = 0x5d
export const BACKSLASH: u8 = 0x5c
