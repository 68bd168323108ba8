import { parentPort, workerData } from 'node:worker_threads'
import { readHtml } from '../text/markdown/html.ts'
import { readMarkdown } from '../text/markdown/read.ts'

const { text, format } = workerData as { text: string; format: 'markdown' | 'html' }
parentPort?.postMessage(format === 'html' ? readHtml(text) : readMarkdown(text))
