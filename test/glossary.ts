import type { GlossaryTerm, TermContent, Variant } from '../src/glossary/model.ts'

/** `en ally`, `uk спільник forbidden`, `uk будувати preferred verb`: one word of a term. */
export function variantOf(written: string): Variant {
  const [, language = '', text = '', status = 'preferred', speech = ''] = /^(\S+) (.+?)(?: (preferred|allowed|forbidden))?(?: (noun|verb|adjective))?$/.exec(written) ?? []
  const known = (['preferred', 'allowed', 'forbidden'] as const).find((one) => one === status) ?? 'preferred'
  return { language, text, status: known, speech: (['noun', 'verb', 'adjective'] as const).find((one) => one === speech) ?? '', note: '', rule: 'none' }
}

/** A term of these words. */
export function termOf(words: readonly string[], more: Partial<TermContent> = {}): TermContent {
  return { kind: 'term', domain: '', note: '', variants: words.map(variantOf), definitions: {}, ...more }
}

/** A term as if it were stored and approved. */
export function storedTerm(id: string, words: readonly string[], more: Partial<GlossaryTerm> = {}): GlossaryTerm {
  return { ...termOf(words), id, version: 1, changedBy: '', changedAt: '', isApproved: true, isRemoved: false, ...more }
}

export function bridgeTerm(): TermContent {
  return termOf(['en bridge', 'uk міст', 'uk місток forbidden'], { domain: 'Мости', definitions: { uk: 'Споруда над водою.' } })
}
