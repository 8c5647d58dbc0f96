import { DuckDBInstance } from '@duckdb/node-api'

/** The rows that DuckDB answers; paths in the query start from the folder. */
export async function askDuckDb(query: string, folder: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run(`SET file_search_path = '${folder}'`)
    return (await connection.runAndReadAll(query)).getRowsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
