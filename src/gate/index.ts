export { openGate, type Gate, type GateOptions } from './open-gate.ts'
export { createShaper, type Shape, type Shaper } from './shape/create-shaper.ts'
