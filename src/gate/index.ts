export { gateOfSeveral } from './gate-of-several.ts'
export { openGate, type Gate, type HitTaker, type LineAtHand } from './open-gate.ts'
export { createShaper, type PathShape, type Shaper } from './shape/create-shaper.ts'
export { SEGMENT_VOCABULARY } from './shape/segment-kinds.ts'
