// What the kernel needs of WebAssembly: TypeScript has these words only together with all those of a browser.
declare namespace WebAssembly {
  type Memory = { readonly buffer: ArrayBuffer }
  const Memory: new (size: { readonly initial: number; readonly maximum: number }) => Memory
  type Module = object
  const Module: new (code: Uint8Array) => Module
  type Instance = { readonly exports: KernelExports }
  const Instance: new (module: Module, imports: { readonly env: { readonly memory: Memory } }) => Instance
}

/** What assembly/kernel.ts exports. All are offsets and numbers. */
type KernelExports = {
  readonly setSteps: (steps: number, backslash: boolean, hasRequest: boolean, escape: number) => void
  readonly setKeys: (candidates: number, hasMethod: boolean, escape: number) => void
  readonly readLine: (at: number, end: number) => number
  readonly keepHour: (start: number, end: number, minutesAt: number) => void
  readonly readOn: (at: number, end: number) => number
  readonly consult: (
    paths: number,
    agents: number,
    referrers: number,
    hosts: number,
    firstFeature: number,
    writing: number,
  ) => void
  readonly takeTuples: () => number
  readonly findInMemo: (memo: number, start: number, end: number, kind: number) => number
  readonly keepInMemo: (memo: number, start: number, end: number, kind: number, value: number) => void
  readonly clearMemo: (memo: number) => void
  readonly findPath: (memo: number, start: number, end: number, method: number, writing: number) => number
  readonly keepPath: (
    memo: number,
    start: number,
    end: number,
    method: number,
    writing: number,
    verdict: number,
  ) => void
  readonly setPatterns: (literals: number, places: number, kinds: number, depth: number) => void
  readonly setExtensions: (table: number) => void
  readonly keepWord: (table: number, start: number, length: number, number: number) => void
}
