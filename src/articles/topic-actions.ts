import { AppError } from '../errors.ts'
import { moveGeneration } from '../db/generation.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { Json } from '../text/canonical.ts'
import { cleanName, markOf } from './details.ts'
import {
  deleteTopicNames, deleteTopicRow, findTopic, findTopicsNamed, insertTopic, insertTopicNames, leadTopic, moveTopicArticles,
  type Names, type Topic,
} from './topics.ts'

/** Adds a topic. Answers `taken` when a topic has one of the names already. */
export async function addTopic(db: Db, actor: Actor, names: Names): Promise<Id | 'taken'> {
  authorize(actor, 'details.change')
  checkNames(names)
  return transact(db, async (tx) => {
    if ((await namesakes(tx, names)).length > 0) return 'taken'
    return addNamed(tx, actor, names)
  })
}

/** The topic with these names, made if there is none; null without names, `taken` when they belong to different topics. */
export async function nameTopic(tx: Tx, actor: Actor, names: Names): Promise<Id | 'taken' | null> {
  if (Object.keys(names).length === 0) return null
  checkNames(names)
  const [known, ...others] = await namesakes(tx, names)
  if (others.length > 0) return 'taken'
  return known ?? addNamed(tx, actor, names)
}

/** Renames a topic if it is still what was `shown`: the mark of its names. */
export async function renameTopic(db: Db, actor: Actor, { topic: id, names, shown }: {
  topic: Id; names: Names; shown: string
}): Promise<'saved' | 'unchanged' | 'moved' | 'taken'> {
  authorize(actor, 'details.change')
  checkNames(names)
  return transact(db, async (tx) => {
    const topic = await findTopic(tx, id)
    if (topicMark(topic) !== shown) return 'moved'
    if ((await namesakes(tx, names)).some((other) => other !== topic.id)) return 'taken'
    const before = namesOf(topic)
    if (markOf(before) === markOf(names)) return 'unchanged'
    await deleteTopicNames(tx, topic.id)
    await insertTopicNames(tx, topic.id, names)
    await moveGeneration(tx)
    await record(tx, { actor: actor.id, act: 'topic.changed', subject: `topic:${topic.id}`, details: { before, after: names } })
    return 'saved'
  })
}

/** Puts `other` into `topic`: its articles go over, its address leads there, and names that were missing are taken from it. */
export async function mergeTopics(db: Db, actor: Actor, { topic: id, other: otherId, shown }: {
  topic: Id; other: Id; shown: string
}): Promise<'merged' | 'moved'> {
  authorize(actor, 'details.change')
  return transact(db, async (tx) => {
    const [topic, other] = [await findTopic(tx, id), await findTopic(tx, otherId)]
    if (topic.id === other.id || topicsMark(topic, other) !== shown) return 'moved'
    await deleteTopicNames(tx, other.id)
    await leadTopic(tx, other.id, topic.id)
    const missing = other.names.filter(({ language }) => !topic.names.some((one) => one.language === language))
    await insertTopicNames(tx, topic.id, Object.fromEntries(missing.map(({ language, name }) => [language, name])))
    await moveTopicArticles(tx, other.id, topic.id)
    await moveGeneration(tx)
    await record(tx, {
      actor: actor.id, act: 'topic.merged', subject: `topic:${topic.id}`,
      details: { other: other.id, names: namesOf(other), articles: other.articles },
    })
    return 'merged'
  })
}

/** Deletes a topic that no article has. Throws `wrong_state` when one has it. */
export async function deleteTopic(db: Db, actor: Actor, id: Id): Promise<void> {
  authorize(actor, 'details.change')
  await transact(db, async (tx) => {
    const topic = await findTopic(tx, id)
    if (topic.articles > 0) throw new AppError('wrong_state', { topic: id })
    await deleteTopicNames(tx, topic.id)
    await deleteTopicRow(tx, topic.id)
    await record(tx, { actor: actor.id, act: 'topic.deleted', subject: `topic:${topic.id}`, details: { names: namesOf(topic) } })
  })
}

export function topicMark(topic: Topic): string {
  return markOf(namesOf(topic))
}

export function topicsMark(one: Topic, other: Topic): string {
  return markOf([one, other].map((topic) => [topic.id, topic.articles, namesOf(topic)]))
}

async function addNamed(tx: Tx, actor: Actor, names: Names): Promise<Id> {
  const topic = await insertTopic(tx, actor.id, names)
  await record(tx, { actor: actor.id, act: 'topic.added', subject: `topic:${topic}`, details: { names } })
  return topic
}

async function namesakes(tx: Tx, names: Names): Promise<Id[]> {
  const found = new Set<Id>()
  for (const [language, name] of Object.entries(names)) {
    for (const id of (await findTopicsNamed(tx, language, [name])).values()) found.add(id)
  }
  return [...found]
}

function namesOf({ names }: Topic): { [language: Language]: Json } {
  return Object.fromEntries(names.map(({ language, name }) => [language, name]))
}

function checkNames(names: Names): void {
  const all = Object.values(names)
  if (all.length === 0 || all.some((name) => cleanName(name) !== name)) throw new AppError('invalid')
}
