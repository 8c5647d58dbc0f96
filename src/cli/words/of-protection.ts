import type { ProtectionProblem } from '../../domain/problem/of-protection.ts'
import { listed, type WordsFor } from './words.ts'

export const OF_PROTECTION: WordsFor<ProtectionProblem['code']> = {
  NOISE_KEY: ({ path, why }) => {
    switch (why) {
      case 'missing':
        return {
          what: {
            en: 'a table has noise, and the service has no key to it',
            fr: 'une table a du bruit, et le service n’en a pas la clé',
          },
          where: path,
          fix: {
            en: 'make one, once, and keep it: comptage state key; or say where it is with --state',
            fr: 'faites-en une, une fois pour toutes, et gardez-la : comptage state key ; ou dites où elle est par --state',
          },
        }
      case 'open-to-others':
        return {
          what: {
            en: 'the key to the noise can be read by others, who could take the noise away',
            fr: 'la clé du bruit peut être lue par d’autres, qui pourraient ôter le bruit',
          },
          where: path,
          fix: {
            en: `chmod 600 ${path}; if somebody may have read it, treat it as an incident`,
            fr: `chmod 600 ${path} ; si quelqu’un a pu la lire, traitez-le comme un incident`,
          },
        }
      case 'damaged':
        return {
          what: { en: 'the key to the noise has not 32 bytes', fr: 'la clé du bruit ne fait pas 32 octets' },
          where: path,
          fix: { en: 'put the right one back from a copy', fr: 'remettez la bonne à partir d’une copie' },
        }
    }
  },
  DP_NEEDS_RUN: ({ table }) => ({
    what: {
      en: `${table} is at the level dp, whose noise is drawn once and kept: count would draw it anew each time`,
      fr: `${table} est au niveau dp, dont le bruit est tiré une fois et gardé : count le tirerait chaque fois de nouveau`,
    },
    where: { en: 'the configuration, or --protection', fr: 'la configuration, ou --protection' },
    fix: {
      en: 'publish it with comptage run, or use cell-key',
      fr: 'publiez-la par comptage run, ou prenez cell-key',
    },
  }),
  PERIODS_LEFT_OUT: ({ table, periods }) => ({
    what: {
      en: `${table}: ${listed(periods)} ${periods.length === 1 ? 'is' : 'are'} left out until no more lines may come`,
      fr: `${table} : ${listed(periods)}, laissé de côté jusqu’à ce que plus aucune ligne ne puisse venir`,
    },
    fix: {
      en: 'a period with noise is published once, when it is over; read logs that begin before it and end after it',
      fr: 'une période avec bruit se publie une seule fois, quand elle est finie ; lisez des journaux qui commencent avant elle et finissent après',
    },
  }),
}
