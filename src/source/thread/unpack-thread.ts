import { parentPort } from 'node:worker_threads'
import type { Asked } from './messages.ts'
import { sendText } from './send-text.ts'

// The entry of the thread that reads and unpacks while the other counts.
parentPort?.on('message', (asked: Asked) => {
  void sendText(asked)
})
