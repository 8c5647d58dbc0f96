export { openGate, type Gate, type GateOptions } from './open-gate.ts'
