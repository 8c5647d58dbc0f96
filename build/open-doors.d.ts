/** For rolldown: what is asked of a door is asked of the module behind it. */
export function openDoors(root: string): { readonly transform: (code: string, id: string) => string | null }
