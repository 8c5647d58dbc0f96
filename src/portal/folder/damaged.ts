import { ProblemError, type DatasetFault } from '../../domain/problem.ts'

/** @param property the one that is wrong, as `resources.0.path` */
export function damaged(file: string, why: DatasetFault, property?: string): ProblemError {
  return new ProblemError({ code: 'DATASET_DAMAGED', file, why, ...(property ? { property } : {}) })
}
