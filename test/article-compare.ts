import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import { loadFacts } from '../src/segments/facts.ts'
import type { SegmentFacts } from '../src/segments/model.ts'
import { findOpenChange, listChangeRows } from '../src/segments/source-changes.ts'
import { stateOf } from '../src/segments/states.ts'
import { listOutline } from '../src/segments/store.ts'
import type { Play } from './article-play.ts'
import type { Paragraph } from './oracle.ts'
import type { Spoken } from './oracle-texts.ts'
import { stateIn } from './state-oracle.ts'

const LANGUAGES = ['en', 'uk'] as const

/** Everything stored is what the oracle says, seen by one person; nothing of the texts that were there before is gone. */
export async function compare(play: Play, somebody: Play['people'][number], before: Stored): Promise<Stored> {
  await compareStructure(play)
  for (const language of LANGUAGES) await compareParagraphs(play, somebody, language)
  const now = await readStored(play)
  for (const [id, text] of before.revisions) assert.deepEqual(now.revisions.get(id), text, 'no text is ever lost')
  for (const [id, bytes] of before.editions) assert.equal(now.editions.get(id), bytes, 'an edition stays what it is')
  compareTexts(play, now)
  compareDrafts(play, now)
  compareEditions(play, now)
  return now
}

async function compareStructure({ db, article, oracle, ids }: Play): Promise<void> {
  const outline = (await listOutline(db, article)).map(({ segment, kind }) => [segment, kind])
  assert.deepEqual(outline, oracle.outline.map(({ paragraph, kind }) => [ids.get(paragraph), kind]))
  const open = await findOpenChange(db, article)
  assert.equal(open?.sender, oracle.change?.sender)
  const rows = open ? await listChangeRows(db, open.id) : []
  const expected = oracle.change?.rows ?? []
  assert.deepEqual(rows.map(({ segment, kind, revision, minor }) => [segment, kind, revision !== null, minor]),
    expected.map(({ paragraph, kind, text, minor }) => [ids.get(paragraph), kind, text !== null, minor ?? false]))
}

async function compareParagraphs({ db, article, oracle, ids }: Play, { actor }: Play['people'][number], language: Spoken): Promise<void> {
  const asked = { article, source: 'en', language, person: actor.id, segments: oracle.paragraphs.map((one) => ids.get(one) ?? ''), removed: true }
  const facts = new Map((await loadFacts(db, asked)).map((one) => [one.segment, one]))
  for (const paragraph of oracle.paragraphs) {
    const one = facts.get(ids.get(paragraph) ?? '')
    assert.ok(one)
    assert.deepEqual(toldOf(one), { ...expectedOf(paragraph, language), state: stateIn(paragraph, language, actor.id) })
  }
}

function toldOf(facts: SegmentFacts) {
  const { approved, proposal, returned, source, language } = facts
  return {
    approved: approved && [approved.text, approved.writer, approved.reviewer],
    source: source?.text ?? null, returned: returned?.text ?? null,
    proposal: proposal && [proposal.text, proposal.writer, proposal.sender, proposal.awaits, language === 'en' && proposal.minor],
    state: { ...stateOf(facts) },
  }
}

function expectedOf({ sides }: Paragraph, language: Spoken) {
  const { approved, proposal, returned } = sides[language]
  return {
    approved: approved && [approved.text.words, approved.text.writer, approved.reviewer],
    source: language === 'uk' ? sides.en.approved?.text.words ?? null : null,
    returned: proposal ? null : returned?.text.words ?? null,
    proposal: proposal && [proposal.text.words, proposal.text.writer, proposal.sender, proposal.awaits, language === 'en' && proposal.minor],
  }
}

/** All texts, drafts and editions of the article, as they lie in the database. */
export interface Stored {
  revisions: Map<Id, { segment: Id; language: string; text: string; writer: Id }>
  drafts: { segment: Id; language: string; person: Id; text: string; base: Id | null; source: Id | null; version: number }[]
  editions: Map<Id, string>
  rows: { language: string; segment: Id; kind: string; spoken: string; text: string; step: string | null }[]
}

export async function readStored({ db, article }: Pick<Play, 'db' | 'article'>): Promise<Stored> {
  const revisions = await db.selectFrom('segment').innerJoin('revision', 'revision.segment_id', 'segment.id')
    .select(['revision.id', 'segment.id as segment', 'revision.language', 'revision.text', 'revision.writer_id as writer'])
    .where('segment.article_id', '=', article).execute()
  const drafts = await db.selectFrom('segment').innerJoin('draft', 'draft.segment_id', 'segment.id')
    .select(['segment.id as segment', 'draft.language', 'draft.person_id as person', 'draft.text', 'draft.version'])
    .select(['draft.base_revision_id as base', 'draft.source_revision_id as source'])
    .where('segment.article_id', '=', article).execute()
  const editions = await db.selectFrom('edition').selectAll().where('article_id', '=', article).execute()
  const frozen = await db.selectFrom('edition').innerJoin('edition_segment', 'edition_segment.edition_id', 'edition.id')
    .selectAll('edition_segment').where('edition.article_id', '=', article).orderBy('edition_id').orderBy('position').execute()
  const published = await db.selectFrom('publication').select(['edition_id', 'language']).where('article_id', '=', article).execute()
  const current = new Map(published.map(({ edition_id, language }) => [edition_id, language]))
  return {
    revisions: new Map(revisions.map(({ id, ...text }) => [id, text])), drafts,
    editions: new Map(editions.map((edition) =>
      [edition.id, JSON.stringify([edition, frozen.filter((row) => row.edition_id === edition.id)])])),
    rows: frozen.flatMap(({ edition_id, segment_id: segment, kind, language: spoken, text, step }) => {
      const language = current.get(edition_id)
      return language === undefined ? [] : [{ language, segment, kind, spoken, text, step }]
    }),
  }
}

function compareTexts({ ids }: Play, { revisions }: Stored): void {
  const stored = [...revisions.values()].map(({ segment, language, text, writer }) => `${segment} ${language} ${writer} ${text}`)
  const expected = [...ids].flatMap(([{ sides }, id]) =>
    LANGUAGES.flatMap((language) => sides[language].texts.map(({ words, writer }) => `${id} ${language} ${writer} ${words}`)))
  assert.deepEqual(stored.sort(), expected.sort())
}

function compareDrafts({ ids }: Play, { drafts, revisions }: Stored): void {
  const wordsOf = (id: Id | null) => id === null ? null : revisions.get(id)?.text
  const stored = drafts.map(({ segment, language, person, text, base, source, version }) =>
    JSON.stringify([segment, language, person, text, wordsOf(base), wordsOf(source), version]))
  const expected = [...ids].flatMap(([{ sides }, id]) => LANGUAGES.flatMap((language) =>
    [...sides[language].drafts].map(([person, { words, base, source, version }]) =>
      JSON.stringify([id, language, person, words, base?.words ?? null, source?.words ?? null, version]))))
  assert.deepEqual(stored.sort(), expected.sort())
}

function compareEditions({ oracle: { editions }, ids }: Play, { editions: made, rows }: Stored): void {
  assert.equal(made.size, editions.made.en.length + editions.made.uk.length)
  for (const language of LANGUAGES) {
    const stored = rows.filter((row) => row.language === language)
      .map(({ segment, kind, spoken, text, step }) => [segment, kind, spoken, text, step])
    const expected = editions.current[language]?.rows.map(({ paragraph, kind, language: spoken, words, isBehind }) =>
      [ids.get(paragraph), kind, spoken, words, isBehind ? 'behind' : 'in_step'])
    assert.deepEqual(stored, expected ?? [])
  }
}
