import { parentPort } from 'node:worker_threads'
import { loadDictionary } from './dictionary.ts'
import type { Answer, Question } from './model.ts'

const port = parentPort

// One after another: while a dictionary opens, questions to another one wait as well.
let answered = Promise.resolve()
port?.on('message', (question: Question) => {
  answered = answered.then(async () => port.postMessage(await answer(question)))
})

async function answer(question: Question): Promise<Answer> {
  const { id, language } = question
  const dictionary = await loadDictionary(language)
  if (question.asks === 'words') return { id, known: dictionary ? question.words.map(dictionary.isWord) : null }
  if (question.asks === 'slips') return { id, near: dictionary ? question.words.map(dictionary.near) : null }
  return { id, suggestions: dictionary?.suggest(question.word) ?? null }
}
