// The later version of the same package, under a name of its own; what is used of it has the same types.
declare module 'better-sqlite3-13' {
  import Sqlite from 'better-sqlite3'
  export default Sqlite
}
