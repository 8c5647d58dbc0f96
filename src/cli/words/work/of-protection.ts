import { dirname } from 'node:path'
import type { ProtectionProblem } from '../../../domain/problem/protection-problems.ts'
import type { Both } from '../../../domain/service.ts'
import { listed, typed, type WordsFor } from '../../language/language.ts'

export const OF_PROTECTION: WordsFor<ProtectionProblem['code']> = {
  NOISE_KEY: ({ path, why }) => {
    const folder = typed(dirname(path))
    switch (why) {
      case 'missing':
        return {
          what: {
            en: 'a table has noise, and the service has no key to it',
            fr: 'un tableau a du bruit, et le service n’en a pas la clé',
          },
          where: path,
          fix: {
            en: `make one, once, and keep it: comptage state key --state ${folder}; or say where it is with --state`,
            fr: `faites-en une, une fois pour toutes, et gardez-la : comptage state key --state ${folder} ; ou dites où elle est par --state`,
          },
        }
      case 'lost':
        return {
          what: {
            en: 'the key to the noise is gone, and figures were published with it',
            fr: 'la clé du bruit n’est plus là, et des chiffres ont été publiés avec elle',
          },
          where: path,
          fix: {
            en: `bring it back from a copy; if there is none: comptage state key --state ${folder}, and what is published stays as it is`,
            fr: `remettez-la à partir d’une copie ; s’il n’y en a pas : comptage state key --state ${folder}, et ce qui est publié reste tel quel`,
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
            en: `chmod 600 ${typed(path)}; if somebody may have read it, treat it as an incident`,
            fr: `chmod 600 ${typed(path)} ; si quelqu’un a pu la lire, traitez-le comme un incident`,
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
  NOISE_KEY_REPLACED: ({ path }) => ({
    what: {
      en: 'the key to the noise is another than before: what was published with that one stays as it is, for good',
      fr: 'la clé du bruit n’est plus la même : ce qui a été publié avec l’ancienne reste tel quel, pour toujours',
    },
    where: path,
    fix: {
      en: 'nothing, if the old one is lost; keep a copy of this one',
      fr: 'rien, si l’ancienne est perdue ; gardez une copie de celle-ci',
    },
  }),
  NOISE_DRAWN_ANEW: ({ folder, before, now }) => ({
    what: {
      en: `${drawnAnew(before, now).en}; whoever kept the figures of before learns more from both`,
      fr: `${drawnAnew(before, now).fr} ; qui a gardé les anciens en apprend plus des deux`,
    },
    where: folder,
    fix: {
      en: 'where it was published already, put the tables with noise back as they were and do this again: the same key draws the same noise; comptage run keeps what it has published',
      fr: 'si c’était déjà publié, rétablissez les tableaux bruités et recommencez : la même clé redonne le même bruit ; comptage run garde ce qu’il a publié',
    },
  }),
  NOT_DRAWN_AGAIN: ({ table, periods }) => ({
    what: {
      en: `${table}: ${listed(periods)} ${periods.length === 1 ? 'stays' : 'stay'} as published, without the late lines, which status shows no more`,
      fr: `${table} : ${listed(periods)} ${periods.length === 1 ? 'reste tel que publié' : 'restent tels que publiés'}, sans les lignes tardives, que status ne montre plus`,
    },
    fix: {
      en: 'nothing; noise is drawn anew once at most, never in place of what a lost key drew, and only as far as protection.promise allows two draws',
      fr: 'rien ; le bruit n’est retiré qu’une fois au plus, jamais à la place de ce qu’une clé perdue a tiré, et seulement si protection.promise permet deux tirages',
    },
  }),
  DP_NEEDS_RUN: ({ table }) => ({
    what: {
      en: `${table} is at the level dp, whose noise is drawn once and kept: count and merge would draw it anew each time`,
      fr: `${table} est au niveau dp, dont le bruit est tiré une fois et gardé : count et merge le tireraient chaque fois de nouveau`,
    },
    where: { en: 'datasets: of the configuration', fr: 'datasets: de la configuration' },
    fix: {
      en: 'publish it with comptage run, or use cell-key',
      fr: 'publiez-le par comptage run, ou prenez cell-key',
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

function drawnAnew(before: number, now: number): Both {
  return before === now
    ? {
        en: 'figures with noise were drawn anew: the configuration cuts them otherwise than the one before',
        fr: 'des chiffres bruités ont été tirés à nouveau : la configuration les découpe autrement que la précédente',
      }
    : {
        en: `every figure with noise was drawn anew: a request is part of ${now} of them, and was of ${before}`,
        fr: `tous les chiffres bruités ont été tirés à nouveau : une requête entre dans ${now} d’entre eux, au lieu de ${before}`,
      }
}
