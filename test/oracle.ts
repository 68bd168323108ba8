/**
 * What product.md says of one paragraph of an English article and its Ukrainian translation, as simply as it can be said: no database,
 * no queries, whole texts kept in lists. The real thing is compared with it after every act.
 */
import {
  isTypography, writersOf, type Approval, type Draft, type Meaning, type Outcome, type Person, type Proposal, type Right, type Seen,
  type Side, type Spoken, type Text,
} from './oracle-texts.ts'

const WRITING = { en: 'publish en', uk: 'translate uk' } as const satisfies Record<Spoken, Right>

export class Paragraph {
  readonly sides: Record<Spoken, Side>
  /** The translations, as they stood, of what it was split from or what was joined into it. */
  cameFrom: { by: 'split' | 'join'; then: readonly (readonly [Paragraph, readonly Approval[]])[] } | null = null
  #meanings: Meaning[] = []

  /** With words that were brought in as approved; without, of one that a new structure proposes. */
  constructor(words?: string, importer = '') {
    const side = (): Side => ({ texts: [], approvals: [], approved: null, proposal: null, returned: null, drafts: new Map() })
    this.sides = { en: side(), uk: side() }
    if (words !== undefined) this.approve('en', this.write('en', words, importer, []), importer)
  }

  look(language: Spoken, name = ''): Seen {
    const { proposal, approved, drafts } = this.sides[language]
    return {
      head: this.#head(language), proposal, approved: approved?.text ?? null, source: this.#source(language),
      version: drafts.get(name)?.version ?? 0,
    }
  }

  /** Types words over what was seen and sends them to review at once. */
  offer({ name, rights }: Person, language: Spoken, words: string, seen: Seen): Outcome {
    if (!rights.has(WRITING[language])) return 'forbidden'
    const side = this.sides[language]
    if (this.#saysNothing(language, words)) return 'nothing'
    if (this.#head(language) !== seen.head) return 'moved'
    if (seen.source !== this.#source(language)) return 'moved'
    if (side.proposal && side.proposal.sender !== name) return 'moved'
    return this.#send(language, name, { words, base: seen.head, source: seen.source, version: 1, descends: [] })
  }

  /** Saves a draft over what was seen. `fits`: said by somebody who means that words stay as they are. */
  type({ name, rights }: Person, language: Spoken, words: string, seen: Seen, fits = false): Outcome {
    if (!rights.has(WRITING[language])) return 'forbidden'
    const { drafts } = this.sides[language]
    const old = drafts.get(name)
    const head = this.#head(language)
    const nothing = this.#saysNothing(language, words, fits)
    const quiet = this.#saysNothing(language, words)
    const again = old?.words === words && old.base === seen.head && old.source === seen.source && seen.head === head
    if (!again && (old || !quiet) && (head !== seen.head || (old?.version ?? 0) !== seen.version)) return 'moved'
    if (nothing) drafts.delete(name)
    else if (!again) {
      const descends = old ? [...old.descends, ...old.base && old.base !== seen.head ? [old.base] : []] : []
      drafts.set(name, { words, base: seen.head, source: seen.source, version: seen.version + 1, descends })
    }
    return nothing ? 'nothing' : 'done'
  }

  /** Sends the draft that was seen, if the paragraph is still what it was written over. */
  send({ name, rights }: Person, language: Spoken, seen: Seen): Outcome {
    if (!rights.has(WRITING[language])) return 'forbidden'
    const { drafts, proposal } = this.sides[language]
    const draft = drafts.get(name)
    if (!draft) return 'nothing'
    if (draft.version !== seen.version || draft.base !== this.#head(language) || draft.source !== this.#source(language)) return 'moved'
    if (proposal && proposal.sender !== name) return 'moved'
    drafts.delete(name)
    return this.#send(language, name, draft)
  }

  /** Offers an older text of the paragraph again. */
  restore({ name, rights }: Person, language: Spoken, old: Text): Outcome {
    if (!rights.has(WRITING[language])) return 'forbidden'
    const side = this.sides[language]
    if (side.proposal) return 'moved'
    if (old.words === side.approved?.text.words) return 'nothing'
    return this.propose(language, this.write(language, old.words, name, []), { name, source: this.#source(language) })
  }

  /** Takes back what one has sent. */
  withdraw({ name, rights }: Person, language: Spoken, { proposal }: Seen): Outcome {
    if (proposal?.sender !== name || !rights.has(WRITING[language])) return 'forbidden'
    if (proposal.awaits !== 'review' || this.sides[language].proposal !== proposal) return 'moved'
    this.release(language)
    return 'done'
  }

  /** What waits for review comes back as its sender's draft; a newer draft of theirs stays. */
  release(language: Spoken): void {
    const side = this.sides[language]
    const { proposal } = side
    if (!proposal) return
    side.proposal = null
    const old = side.drafts.get(proposal.sender)
    const { words, source } = old ?? { words: proposal.text.words, source: proposal.source }
    const offered = proposal.text === side.approved?.text ? [] : [proposal.text]
    side.drafts.set(proposal.sender, {
      words, source, base: this.#head(language), version: (old?.version ?? 0) + 1, descends: [...old?.descends ?? [], ...offered],
    })
  }

  decide(person: Person, language: Spoken, seen: Seen, verdict: 'approve' | 'return' | { words: string }, minor: boolean): Outcome {
    if (!person.rights.has(`review ${language}`)) return 'forbidden'
    return this.#decide(person, language, seen, verdict, minor)
  }

  /** Accepts a reviewer's edit by one click: its sender may, as long as they may write, and any other reviewer. */
  confirm(person: Person, language: Spoken, seen: Seen, minor: boolean): Outcome {
    const accepts = seen.proposal?.sender === person.name && person.rights.has(WRITING[language])
    if (!accepts && !person.rights.has(`review ${language}`)) return 'forbidden'
    if (seen.proposal?.awaits !== 'confirmation') return 'moved'
    return this.#decide(person, language, seen, 'approve', minor)
  }

  /** In step: approved against the source's words of today, or words that mean the same. */
  step(): 'in_step' | 'behind' | 'diverged' | null {
    const now = this.meaning()
    const { approved, proposal } = this.sides.uk
    if (!now || !approved?.against) return null
    if (approved.against.text.words === now.text.words || approved.against.substance === now.substance) return 'in_step'
    return proposal && proposal.text.words !== approved.text.words ? 'diverged' : 'behind'
  }

  /** What the approved source text means. */
  meaning(): Meaning | null {
    return this.sides.en.approved?.meaning ?? null
  }

  approve(language: Spoken, text: Text, reviewer: string, { minor = false, shapes = false } = {}): void {
    const side = this.sides[language]
    const meaning = language === 'en' ? this.#mean(text, minor) : null
    text.approvals += 1
    side.approvals.push({ text, reviewer, against: language === 'uk' ? this.meaning() : null, meaning, shapes })
    Object.assign(side, { approved: side.approvals.at(-1), returned: null })
  }

  /** The newest approval counts no more; what its text meant stays known. */
  revoke(language: Spoken): void {
    const side = this.sides[language]
    const revoked = side.approvals.pop()
    if (revoked) revoked.text.approvals -= 1
    side.approved = side.approvals.at(-1) ?? null
  }

  propose(language: Spoken, text: Text, { name, source = null, minor = false }: Pick<Person, 'name'> & Partial<Proposal>): Outcome {
    this.sides[language].proposal = { text, sender: name, awaits: 'review', source, minor, instead: null }
    return 'done'
  }

  /** Minor changes, and texts put back, mean what was meant before. */
  #mean(text: Text, minor: boolean): Meaning {
    const same = this.#meanings.findLast((one) => one.text.words === text.words) ?? (minor ? this.meaning() : null)
    const meaning = { text, substance: same?.substance ?? {} }
    this.#meanings.push(meaning)
    return meaning
  }

  /** Whoever wrote these very words before wrote this text too. */
  write(language: Spoken, words: string, writer: string, from: readonly Text[]): Text {
    const { texts } = this.sides[language]
    const text: Text = { words, writer, parents: [...from, ...texts.filter((other) => other.words === words)], approvals: 0 }
    texts.push(text)
    return text
  }

  #decide({ name }: Person, language: Spoken, seen: Seen, verdict: 'approve' | 'return' | { words: string }, minor: boolean): Outcome {
    const side = this.sides[language]
    const { proposal } = side
    if (!proposal || proposal !== seen.proposal || (side.approved?.text ?? null) !== seen.approved || this.#source(language) !== seen.source) return 'moved'
    if (verdict === 'return') {
      Object.assign(side, { proposal: null, returned: { text: proposal.text } })
      return 'done'
    }
    const words = verdict === 'approve' ? proposal.text.words : verdict.words
    const edited = words !== proposal.text.words
    if (edited && words === side.approved?.text.words) return 'invalid'
    const acceptsAnEdit = proposal.awaits === 'confirmation' && proposal.text.writer !== name && proposal.sender === name
    if (!acceptsAnEdit && (proposal.sender === name || writersOf(proposal.text).has(name))) return 'own_words'
    const text = edited ? this.write(language, words, name, [proposal.text]) : proposal.text
    if (edited && !isTypography(words, proposal.text.words)) {
      Object.assign(side, { proposal: { ...proposal, text, source: this.#source(language), awaits: 'confirmation', minor, instead: proposal }, returned: null })
      return 'done'
    }
    side.proposal = null
    this.approve(language, text, name, { minor })
    return 'done'
  }

  /** A text equal to the approved one is no change; it may still be offered for a changed original. The returned one again is that one. */
  #send(language: Spoken, name: string, { words, base, source, descends }: Draft): Outcome {
    const { approved, proposal, returned } = this.sides[language]
    if (words !== approved?.text.words) {
      const again = !proposal && words === returned?.text.words ? returned.text : null
      const parents = [...base ? [base] : [], ...descends, ...this.#origins(language)]
      return this.propose(language, again ?? this.write(language, words, name, parents), { name, source })
    }
    return this.#hasOtherOriginal(language) ? this.propose(language, approved.text, { name, source }) : 'nothing'
  }

  /** A first translation after a split or a joining is made from those that were there, whatever it says. */
  #origins(language: Spoken): Text[] {
    const { approvals, approved } = this.sides.uk
    if (language === 'en' || !this.cameFrom) return []
    const { by, then } = this.cameFrom
    const known = new Set(then.flatMap(([, some]) => some))
    if (by === 'split' ? approved : approvals.some((one) => !known.has(one))) return []
    return then.flatMap(([paragraph, some]) => some.findLast((one) => paragraph.sides.uk.approvals.includes(one))?.text ?? [])
  }

  #hasOtherOriginal(language: Spoken): boolean {
    const { against } = this.sides[language].approved ?? {}
    return Boolean(against && against.text.words !== this.meaning()?.text.words)
  }

  #saysNothing(language: Spoken, words: string, fits = false): boolean {
    const { proposal, returned, approved } = this.sides[language]
    if (fits && words === approved?.text.words && this.#hasOtherOriginal(language)) return false
    if (fits && !proposal && words === returned?.text.words && words !== approved?.text.words) return false
    return words === this.#head(language)?.words && (proposal !== null || returned !== null || !this.#isBehind(language))
  }

  #isBehind(language: Spoken): boolean {
    return language === 'uk' && this.step() !== 'in_step' && this.step() !== null
  }

  #head(language: Spoken): Text | null {
    const { proposal, returned, approved } = this.sides[language]
    return (proposal ?? returned ?? approved)?.text ?? null
  }

  #source(language: Spoken): Text | null {
    return language === 'uk' ? this.sides.en.approved?.text ?? null : null
  }
}
