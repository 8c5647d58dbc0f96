/** Where the compiled kernel stands. */
export const KERNEL_CODE: URL
/** The text of that file: the same for the same source and the same compiler. */
export function compileKernel(): Promise<string>
