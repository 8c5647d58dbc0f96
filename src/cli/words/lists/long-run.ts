import type { Both } from '../../language/language.ts'

/** What to do about it, for the message of the next run and for `status`. */
export function seeWhyLong(pid: number | undefined): Both {
  const process = pid === undefined ? '' : ` (pid ${pid})`
  return {
    en: `see what it waits for${process}; if it hangs, end it: the next run goes on where it was`,
    fr: `voyez ce qu’elle attend${process} ; si elle est bloquée, arrêtez-la : la prochaine exécution reprend où elle en était`,
  }
}
