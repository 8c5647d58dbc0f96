import type { Both } from '../../../domain/service.ts'

const CHECK_PATH: Both = { en: 'check the path', fr: 'vérifiez le chemin' }

/** Where a file is meant. */
const FOLDER_THERE: Both = {
  en: 'a file is needed, and there is a folder: name the file itself, or move the folder away',
  fr: 'il faut un fichier, et un dossier est là : désignez le fichier lui-même, ou déplacez le dossier',
}

/** How to mend it where a file cannot be read, by the system's code. */
export const READ_FIXES: Readonly<Record<string, Both>> = {
  ENOENT: CHECK_PATH,
  ELOOP: { en: 'its links lead in a circle: see ls -l', fr: 'ses liens tournent en rond : voyez ls -l' },
  EISDIR: FOLDER_THERE,
  // Of what unpacks zstd: 20 GiB of addresses, of which next to nothing is used.
  ENOMEM: {
    en: 'zstd needs more addresses than ulimit -v leaves: run with NODE_OPTIONS=--disable-wasm-trap-handler, or raise the limit to 40000000',
    fr: 'zstd demande plus d’adresses que ulimit -v n’en laisse : lancez avec NODE_OPTIONS=--disable-wasm-trap-handler, ou portez la limite à 40000000',
  },
}

export const MAKE_ROOM: Both = {
  en: 'make room on the disk (df -h; df -i if there are too many files)',
  fr: 'libérez de la place sur le disque (df -h ; df -i s’il y a trop de fichiers)',
}

/** Where a folder is meant. */
const FILE_THERE: Both = {
  en: 'check the path: a folder is needed, and there is a file',
  fr: 'vérifiez le chemin : il faut un dossier, et un fichier est là',
}

/** Where a folder of ours is meant: it is renamed, and a link would be renamed in its place. */
const LINK_THERE: Both = {
  en: 'a folder is needed, and there is a link: put the folder itself in its place; output: may be a link, or lead through one',
  fr: 'il faut un dossier, et un lien est là : mettez le dossier lui-même à sa place ; output: peut être un lien, ou passer par un lien',
}

/** As a run of root leaves files to another user, who runs from then on. */
const NOT_OURS: Both = {
  en: 'this user may not read or write there: run comptage as the owner; root gives it back to that user: chown -R USER FOLDER; the owner opens it again: chmod -R u+rwX FOLDER',
  fr: 'cet utilisateur n’a pas le droit d’y lire ou d’y écrire : lancez comptage sous le compte du propriétaire ; root le lui rend : chown -R UTILISATEUR DOSSIER ; le propriétaire le rouvre : chmod -R u+rwX DOSSIER',
}

/** As the unit of the packages has it of all that it does not name. */
const READ_ONLY: Both = {
  en: 'all is read-only there: for a service of systemd, make the folder, of its user, and name it in ReadWritePaths= (sudo systemctl edit comptage); in a container, mount a volume there; else mount -o remount,rw',
  fr: 'tout y est en lecture seule : pour un service de systemd, créez le dossier, à son utilisateur, et nommez-le dans ReadWritePaths= (sudo systemctl edit comptage) ; dans un conteneur, montez-y un volume ; sinon, mount -o remount,rw',
}

/** How to mend it where a file cannot be written, by the system's code. */
export const WRITE_FIXES: Readonly<Record<string, Both>> = {
  ENOSPC: MAKE_ROOM,
  EFBIG: {
    en: 'raise the limit of the size of files (ulimit -f)',
    fr: 'relevez la limite de taille des fichiers (ulimit -f)',
  },
  ENOENT: CHECK_PATH,
  EBADF: {
    en: 'stdout is closed: give it a file or a pipe, or name a folder with -o',
    fr: 'la sortie standard est fermée : donnez-lui un fichier ou un tube, ou désignez un dossier par -o',
  },
  ENOTDIR: FILE_THERE,
  EISDIR: FOLDER_THERE,
  EEXIST: FILE_THERE,
  ELOOP: LINK_THERE,
  EACCES: NOT_OURS,
  EPERM: NOT_OURS,
  EROFS: READ_ONLY,
  SQLITE_CANTOPEN: NOT_OURS,
  SQLITE_READONLY: NOT_OURS,
}
