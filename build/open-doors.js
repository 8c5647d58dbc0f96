// A command needs one module of a room or two; the door of the room, `index.ts`, names them all, and a program in one file
// runs every module that is named. So what is asked of a door is asked of the module behind it.
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const ASKED = /^import \{ ([^}]*) \} from ["'](\.[^"']*\/index\.js)["'];$/gm
const PASSED_ON = /^export \{ ([^}]*) \} from ["'](\.[^"']*)["'];$/gm

/** For rolldown, over what tsc wrote below `root`. */
export function openDoors(root) {
  const doors = new Map()
  return {
    name: 'open-doors',
    transform(code, id) {
      const here = dirname(id)
      if (!here.startsWith(root)) return null
      return code.replaceAll(ASKED, (_, names, door) => {
        const behind = listed(names).map(({ name, alias }) => {
          const { own, path } = find(join(here, door), name)
          return `import { ${own} as ${alias} } from './${relative(here, path)}';`
        })
        return behind.join('\n')
      })
    },
  }

  /** What a name of a door is called where it is made, behind as many doors as there are. */
  function find(path, name) {
    if (!path.endsWith('/index.js')) return { own: name, path }
    if (!doors.has(path)) doors.set(path, namesOf(path))
    const passed = doors.get(path).get(name)
    if (passed === undefined) throw new Error(`${path} does not pass on ${name}`)
    return find(passed.from, passed.own)
  }
}

function namesOf(door) {
  const passed = [...readFileSync(door, 'utf8').matchAll(PASSED_ON)].flatMap(([, names, from]) =>
    listed(names).map(({ name, alias }) => [alias, { own: name, from: join(dirname(door), from) }]),
  )
  return new Map(passed)
}

function listed(names) {
  return names.split(',').flatMap((written) => {
    const [name, alias = name] = written.trim().split(' as ')
    return name === '' ? [] : [{ name, alias }]
  })
}
