export { readFolder } from './read-folder.ts'
export { tellHidden, type Hidden, type HiddenFigure } from './tell-hidden.ts'
