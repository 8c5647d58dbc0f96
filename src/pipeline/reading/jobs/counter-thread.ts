import { MessagePort, workerData } from 'node:worker_threads'
import { serveCounter } from './serve-counter.ts'

// The entry of a thread that counts lines beside the one that reads them.
if (workerData instanceof MessagePort) serveCounter(workerData)
