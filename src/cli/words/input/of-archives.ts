import type { Both } from '../../../domain/service.ts'
import { grouped, typed, type ProblemWords, type WordsFor } from '../../language/language.ts'

export const OF_ARCHIVES: WordsFor<'LOG_DAMAGED' | 'LOG_COMPRESSION_UNKNOWN' | 'LOG_SWELLS' | 'UNPACKER_MISSING'> = {
  LOG_DAMAGED: ({ path, errno }) => {
    if (errno === 'GZIP_BEHIND') return appendedTo(path)
    const unpacker = SOUND_PERHAPS[errno]
    return unpacker === undefined ? damaged(path, errno) : notReadHere(path, errno, unpacker)
  },
  LOG_COMPRESSION_UNKNOWN: ({ path, kind }) => {
    if (kind === 'tar') return ofTar(path)
    return kind === 'zstd-dictionary' ? withDictionary(path) : compressedWith(kind, path)
  },
  LOG_SWELLS: ({ path, times, limit }) => ({
    what: {
      en: `the archive unpacks to more than ${grouped(times)} times its size (limit ${grouped(limit)}, past 1 GiB), as one made to fill disks does`,
      fr: `l’archive donne plus de ${grouped(times)} fois sa taille (limite ${grouped(limit)}, au-delà de 1 Gio), comme celles qui sont faites pour remplir les disques`,
    },
    where: path,
    fix: {
      en: 'if the log is as it should be, raise logs[].unpack_limit:, or unpack it before a pipe',
      fr: 'si le journal est bien ce qu’il doit être, relevez logs[].unpack_limit:, ou décompressez-le avant un tube',
    },
  }),
  UNPACKER_MISSING: ({ path, tool, errno }) => ({
    what: {
      en: `${tool}, which is to unpack the log, cannot be run (${errno})`,
      fr: `${tool}, qui doit décompresser le journal, ne peut pas être lancé (${errno})`,
    },
    where: path,
    fix: {
      en: `install ${tool}, or leave decompress: external out`,
      fr: `installez ${tool}, ou ôtez decompress: external`,
    },
  }),
}

const UNPACKERS = {
  zip: 'unzip -p',
  '7z': '7z x -so',
  lz4: 'lz4cat',
  lzip: 'lzip -dc',
  compress: 'zcat',
} as const

/** What unpacks an archive that may well be sound, and that is not read here. */
const SOUND_PERHAPS: Readonly<Record<string, string>> = { ZSTD_WINDOW: 'zstdcat --long=31', XZ_OPTIONS: 'xzcat' }

function compressedWith(kind: keyof typeof UNPACKERS, path: string): ProblemWords {
  return {
    what: {
      en: `logs compressed with ${kind} are not read`,
      fr: `les journaux compressés par ${kind} ne sont pas lus`,
    },
    where: path,
    fix: {
      en: `gzip, zstd, xz and bzip2 are; this one is unpacked by ${UNPACKERS[kind]} ${typed(path)}`,
      fr: `gzip, zstd, xz et bzip2 le sont ; celui-ci se décompresse par ${UNPACKERS[kind]} ${typed(path)}`,
    },
  }
}

function withDictionary(path: string): ProblemWords {
  return {
    what: {
      en: 'this log was compressed by zstd with a dictionary, which stands in another file',
      fr: 'ce journal a été compressé par zstd avec un dictionnaire, qui est dans un autre fichier',
    },
    where: path,
    fix: {
      en: `unpack it with that: zstd -dc -D DICTIONARY ${typed(path)}`,
      fr: `décompressez-le avec celui-ci : zstd -dc -D DICTIONNAIRE ${typed(path)}`,
    },
  }
}

function ofTar(path: string): ProblemWords {
  return {
    what: {
      en: 'this is an archive of tar: many files in one',
      fr: 'c’est une archive tar : plusieurs fichiers en un seul',
    },
    where: path,
    fix: {
      en: `extract them into a folder in which logs: finds them (tar -xf ${typed(path)} -C FOLDER), and move it away; for run, comptage state skip ${typed(path)} gives it up`,
      fr: `extrayez-les dans un dossier où logs: les trouve (tar -xf ${typed(path)} -C DOSSIER), et déplacez-la ; pour run, comptage state skip ${typed(path)} l’abandonne`,
    },
  }
}

function appendedTo(path: string): ProblemWords {
  return {
    what: {
      en: 'behind the end of the gzip stands something that is no gzip, as text that was appended to it: nothing of it is counted',
      fr: 'derrière la fin du gzip se trouve autre chose que du gzip, comme du texte ajouté après coup : rien n’en est compté',
    },
    where: path,
    fix: {
      en: 'fetch it again; or unpack it by gzip -dc, which leaves that out, and put what was appended into a file of its own',
      fr: 'récupérez-le de nouveau ; ou décompressez-le par gzip -dc, qui laisse cela de côté, et mettez ce qui a été ajouté dans un fichier à part',
    },
  }
}

function damaged(path: string, errno: string): ProblemWords {
  return {
    what: {
      en: `the archive is damaged or cut off (${errno})`,
      fr: `l’archive est abîmée ou tronquée (${errno})`,
    },
    where: path,
    fix: { en: 'fetch it again, or leave it out', fr: 'récupérez-la de nouveau, ou laissez-la de côté' },
  }
}

function notReadHere(path: string, errno: string, unpacker: string): ProblemWords {
  const anew = `${unpacker} ${typed(path)} | gzip > ${typed(`${path.replace(/\.(?:zstd?|xz)$/, '')}.gz`)}`
  return {
    what: {
      en: `the archive may be sound, but was made with an option that is not read here (${errno})`,
      fr: `l’archive est peut-être bonne, mais faite avec une option qui n’est pas lue ici (${errno})`,
    },
    where: path,
    fix:
      path === '-'
        ? unpackedBefore(unpacker)
        : {
            en: `for run, compress it anew (${anew}), then take the old one away; count reads it through a pipe`,
            fr: `recompressez-la pour run (${anew}), puis retirez l’ancienne ; count la lit par un tube`,
          },
  }
}

function unpackedBefore(unpacker: string): Both {
  return {
    en: `unpack it before the pipe, with ${unpacker}`,
    fr: `décompressez-la avant le tube, avec ${unpacker}`,
  }
}
