import type { Kysely, KyselyPlugin, OperationNode } from 'kysely'
import type { Db, Schema } from '../db/schema.ts'

/** All that the code behind public pages can ask for: what was published, and how the site presents itself. */
const PUBLISHED = [
  'edition', 'edition_segment', 'edition_credit', 'edition_lineage', 'edition_event', 'publication', 'slug', 'setting', 'generation', 'weather',
  'published_article', 'published_topic', 'published_topic_name', 'published_author', 'published_author_name', 'published_name_slug',
  'published_asset', 'published_rendition', 'search_document', 'search_index',
] as const satisfies readonly (keyof Schema)[]

export type ReaderDb = Kysely<Pick<Schema, (typeof PUBLISHED)[number]>>

/** The database as readers may see it: the types know the published tables alone, and any other query throws before it is sent. */
export function publishedOnly(db: Db): ReaderDb {
  return db.withPlugin(refuseTheRest).$pickTables<(typeof PUBLISHED)[number]>()
}

const refuseTheRest: KyselyPlugin = {
  transformQuery({ node }) {
    refuse(node)
    return node
  },
  transformResult: ({ result }) => Promise.resolve(result),
}

const readable = new Set<string>(PUBLISHED)
const DIRECTIONS = new Set(['asc', 'desc'])
/** Kinds of nodes that change something, also inside a reading query. */
const WRITES = /^(?:Insert|Update|Delete|Merge)QueryNode$|^(?:Create|Drop|Alter|Refresh)/

/** Kinds that hold names and values, never a source. */
const LEAVES: ReadonlySet<string> = new Set(['IdentifierNode', 'ColumnNode', 'ValueNode', 'PrimitiveValueListNode', 'OperatorNode', 'SelectAllNode'])

function refuse(node: OperationNode): void {
  if (LEAVES.has(node.kind)) return
  if (WRITES.test(node.kind)) throw new Error(`readers' pages read and nothing else: ${node.kind}`)
  // Raw SQL could name any table. Kysely itself writes the direction of an order as raw.
  if (isRaw(node) && !isDirection(node)) throw new Error(`readers' pages use no raw SQL: ${node.sqlFragments.join('?')}`)
  if (isTable(node) && (node.table.schema || !readable.has(node.table.identifier.name))) {
    throw new Error(`readers' pages cannot read ${node.table.identifier.name}`)
  }
  for (const [name, part] of Object.entries(node)) {
    // A reference names a source by its alias; the source itself stands in `from` or a join and is looked at there.
    if (!(node.kind === 'ReferenceNode' && name === 'table')) refuseIn(part)
  }
}

function refuseIn(part: unknown): void {
  if (Array.isArray(part)) part.forEach(refuseIn)
  else if (isNode(part)) refuse(part)
}

type TableNode = OperationNode & { table: { schema?: unknown; identifier: { name: string } } }
type RawNode = OperationNode & { sqlFragments: readonly string[] }

function isNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

function isTable(node: OperationNode): node is TableNode {
  return node.kind === 'TableNode'
}

function isRaw(node: OperationNode): node is RawNode {
  return node.kind === 'RawNode'
}

function isDirection({ sqlFragments }: RawNode): boolean {
  const [only, ...rest] = sqlFragments
  return rest.length === 0 && only !== undefined && DIRECTIONS.has(only)
}
