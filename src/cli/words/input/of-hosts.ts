import type { Both } from '../../../domain/service.ts'
import { grouped, type WordsFor } from '../../language/language.ts'

/** Lines that name a host which is none of the service's. */
export const OF_HOSTS: WordsFor<'HOSTS_FOREIGN'> = {
  HOSTS_FOREIGN: ({ file, lines, others, by }) => ({
    what: by === 'target' ? foreignTargets(lines) : foreignColumns(lines),
    where: {
      en: `${file}${others === 0 ? '' : `, and ${grouped(others)} more`}`,
      fr: `${file}${others === 0 ? '' : `, et ${grouped(others)} de plus`}`,
    },
    fix: by === 'target' ? FIX_OF_TARGETS : FIX_OF_COLUMNS,
  }),
}

function foreignColumns(lines: number): Both {
  return {
    en: `${grouped(lines)} ${lines === 1 ? 'line was' : 'lines were'} counted that ${lines === 1 ? 'names' : 'name'} a host which is none of service.url, service.hosts, or a pattern`,
    fr: `${grouped(lines)} ${lines < 2 ? 'ligne comptée nomme' : 'lignes comptées nomment'} un hôte qui n’est ni dans service.url, ni dans service.hosts, ni dans un motif`,
  }
}

function foreignTargets(lines: number): Both {
  return {
    en: `${grouped(lines)} ${lines === 1 ? 'line was' : 'lines were'} not counted, since ${lines === 1 ? 'its request target names' : 'their request targets name'} a host which is none of service.url, service.hosts, or a pattern`,
    fr: `${grouped(lines)} ${lines < 2 ? 'ligne n’est pas comptée, car la cible de sa requête nomme' : 'lignes ne sont pas comptées, car la cible de leur requête nomme'} un hôte qui n’est ni dans service.url, ni dans service.hosts, ni dans un motif`,
  }
}

const FIX_OF_COLUMNS: Both = {
  en: 'if another service is in this log, put your host into the patterns: www.example.fr/aide; if the host is yours, add it to service.hosts',
  fr: 'si un autre service est dans ce journal, mettez votre hôte dans les motifs : www.example.fr/aide ; si l’hôte est à vous, ajoutez-le à service.hosts',
}
const FIX_OF_TARGETS: Both = {
  en: 'if the host is yours, add it to service.hosts; if not, leave it: whoever looks for an open proxy asks so',
  fr: 'si l’hôte est à vous, ajoutez-le à service.hosts ; sinon, laissez : qui cherche un proxy ouvert demande ainsi',
}
