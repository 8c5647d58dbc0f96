/** In which a table can be handed out; the dataset folders hold CSV. */
export const SHAPES = ['csv', 'ndjson', 'parquet', 'sqlite', 'schema-impact'] as const
export type Shape = (typeof SHAPES)[number]
