export { kernelWithoutMemory } from './kernel-without-memory.ts'
export { openKernel } from './open-kernel.ts'
