export { readFolder } from './read-folder.ts'
export type { ChainStep } from './chain-of.ts'
export type { FigureName } from './figures.ts'
export { tellHidden, type Hidden, type HiddenFigure } from './tell-hidden.ts'
