export { openKernel } from './open-kernel.ts'
