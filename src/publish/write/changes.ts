/** What was done, as it is done. Paths start with the output folder as given. */
export type Changes = { readonly written: string[]; readonly removed: string[]; unchanged: number }
