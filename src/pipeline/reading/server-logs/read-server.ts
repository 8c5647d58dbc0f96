import { readServerLogs, splitDump, type ServerFiles, type ServerLogs } from '../../../server/index.ts'
import { expandMask, fitsPath, readText } from '../../../source/index.ts'

/**
 * The logs that a web server writes, by its configuration on disk, or by the output of `nginx -T` in a file.
 *
 * @param root before every path that is opened; places and logs are told without it
 * @throws ProblemError FILE_UNREADABLE, SERVER_CONFIG_SYNTAX
 */
export async function readServer(file: string, root = ''): Promise<ServerLogs> {
  const onDisk = filesOnDisk(root)
  const read = await onDisk.read(file)
  const dump = 'text' in read ? splitDump(read.text) : undefined
  const [main] = dump?.keys() ?? []
  if (dump !== undefined && main !== undefined) return readServerLogs(filesOf(dump), main)
  // A pipe can be read once.
  const again = (path: string) => (path === file ? Promise.resolve(read) : onDisk.read(path))
  return readServerLogs({ ...onDisk, read: again }, file)
}

function filesOnDisk(root: string): ServerFiles {
  return {
    read: (path) => readText(root + path),
    list: async (mask) => {
      const { paths, problems } = await expandMask(root + mask)
      // A folder that may not be listed is read, and reading says why.
      const folders = problems.flatMap((problem) => ('path' in problem ? [problem.path] : []))
      return [...paths, ...folders].map((path) => path.slice(root.length)).sort()
    },
  }
}

function filesOf(dump: ReadonlyMap<string, string>): ServerFiles {
  return {
    read: (path) => {
      const text = dump.get(path)
      return Promise.resolve(text === undefined ? { errno: 'ENOENT' } : { text })
    },
    list: (mask) => Promise.resolve([...dump.keys()].filter((path) => fitsPath(path, mask)).sort()),
  }
}
