/**
 * What product.md says of one paragraph of an English article and its Ukrainian translation, as simply as it can be said: no database,
 * no queries, whole texts kept in lists. The real thing is compared with it after every act.
 */
export type Spoken = 'en' | 'uk'
export type Right = 'translate uk' | 'review uk' | 'review en' | 'publish en'

export interface Person {
  name: string
  rights: ReadonlySet<Right>
}

interface Text {
  words: string
  writer: string
  parents: readonly Text[]
  approved: boolean
}

/** A source text that was approved, and what it means: minor changes and texts put back mean the same as before. */
interface Meaning {
  text: Text
  substance: object
}

interface Proposal {
  text: Text
  sender: string
  awaits: 'review' | 'confirmation'
}

interface Side {
  texts: Text[]
  approved: { text: Text; reviewer: string; against: Meaning | null } | null
  proposal: Proposal | null
  returned: Text | null
}

/** What a page showed somebody: acts name it, so that they decide nothing that was not seen. */
export interface Seen {
  head: Text | null
  proposal: Proposal | null
  approved: Text | null
  source: Text | null
}

export type Outcome = 'done' | 'nothing' | 'moved' | 'forbidden' | 'own_words' | 'invalid'

const TYPOGRAPHY = /[ʼ'’]/g

export class Oracle {
  readonly sides: Record<Spoken, Side>
  #meanings: Meaning[]

  constructor(words: string, importer: string) {
    const original: Text = { words, writer: importer, parents: [], approved: true }
    this.#meanings = [{ text: original, substance: {} }]
    this.sides = {
      en: { texts: [original], approved: { text: original, reviewer: importer, against: null }, proposal: null, returned: null },
      uk: { texts: [], approved: null, proposal: null, returned: null },
    }
  }

  look(language: Spoken): Seen {
    const { proposal, approved } = this.sides[language]
    return { head: this.#head(language), proposal, approved: approved?.text ?? null, source: this.#source(language) }
  }

  /** Types words over what was seen and sends them to review at once. */
  offer({ name, rights }: Person, language: Spoken, words: string, seen: Seen): Outcome {
    if (!rights.has(language === 'en' ? 'publish en' : 'translate uk')) return 'forbidden'
    const side = this.sides[language]
    const head = this.#head(language)
    const fits = this.step() === 'behind' && language === 'uk'
    if (words === head?.words && (side.proposal || side.returned || !fits)) return 'nothing'
    if (head !== seen.head) return 'moved'
    if (seen.source !== this.#source(language)) return 'moved'
    if (side.proposal && side.proposal.sender !== name) return 'moved'
    // A text equal to the approved one is no change; it may still be offered for a changed original.
    if (words === side.approved?.text.words) {
      if (!fits) return 'nothing'
      return this.#propose(language, side.approved.text, name)
    }
    return this.#propose(language, this.#write(language, words, name, seen.head ? [seen.head] : []), name)
  }

  /** Offers an older text of the paragraph again. */
  restore({ name, rights }: Person, language: Spoken, old: Text): Outcome {
    if (!rights.has(language === 'en' ? 'publish en' : 'translate uk')) return 'forbidden'
    const side = this.sides[language]
    if (side.proposal) return 'moved'
    if (old.words === side.approved?.text.words) return 'nothing'
    return this.#propose(language, this.#write(language, old.words, name, []), name)
  }

  decide(person: Person, language: Spoken, seen: Seen, verdict: 'approve' | 'return' | { words: string }, minor: boolean): Outcome {
    if (!person.rights.has(`review ${language}`)) return 'forbidden'
    return this.#decide(person, language, seen, verdict, minor)
  }

  /** Accepts a reviewer's edit by one click: its sender may, as long as they may write, and any other reviewer. */
  confirm(person: Person, language: Spoken, seen: Seen, minor: boolean): Outcome {
    const writes = person.rights.has(language === 'en' ? 'publish en' : 'translate uk')
    const accepts = seen.proposal?.sender === person.name && writes
    if (!accepts && !person.rights.has(`review ${language}`)) return 'forbidden'
    if (seen.proposal?.awaits !== 'confirmation') return 'moved'
    return this.#decide(person, language, seen, 'approve', minor)
  }

  /** In step: approved against the source's words of today, or words that mean the same. */
  step(): 'in_step' | 'behind' | null {
    const [now] = this.#meanings.slice(-1)
    const against = this.sides.uk.approved?.against
    if (!now || !against) return null
    return against.text.words === now.text.words || against.substance === now.substance ? 'in_step' : 'behind'
  }

  #decide({ name }: Person, language: Spoken, seen: Seen, verdict: 'approve' | 'return' | { words: string }, minor: boolean): Outcome {
    const side = this.sides[language]
    const { proposal } = side
    if (!proposal || proposal !== seen.proposal || (side.approved?.text ?? null) !== seen.approved || this.#source(language) !== seen.source) return 'moved'
    if (verdict === 'return') {
      Object.assign(side, { proposal: null, returned: proposal.text })
      return 'done'
    }
    const words = verdict === 'approve' ? proposal.text.words : verdict.words
    const edited = words !== proposal.text.words
    if (edited && words === side.approved?.text.words) return 'invalid'
    const acceptsAnEdit = proposal.awaits === 'confirmation' && proposal.text.writer !== name && proposal.sender === name
    if (!acceptsAnEdit && (proposal.sender === name || writersOf(proposal.text).has(name))) return 'own_words'
    if (!edited) return this.#approve(language, proposal.text, name, minor)
    const text = this.#write(language, words, name, [proposal.text])
    if (words.replace(TYPOGRAPHY, 'ʼ') === proposal.text.words.replace(TYPOGRAPHY, 'ʼ')) return this.#approve(language, text, name, minor)
    side.proposal = { text, sender: proposal.sender, awaits: 'confirmation' }
    return 'done'
  }

  #approve(language: Spoken, text: Text, reviewer: string, minor: boolean): Outcome {
    const side = this.sides[language]
    text.approved = true
    if (language === 'en') {
      const same = this.#meanings.findLast((one) => one.text.words === text.words) ?? (minor ? this.#meanings.at(-1) : undefined)
      this.#meanings.push({ text, substance: same?.substance ?? {} })
    }
    const against = language === 'uk' ? this.#meanings.at(-1) ?? null : null
    Object.assign(side, { approved: { text, reviewer, against }, proposal: null, returned: null })
    return 'done'
  }

  #propose(language: Spoken, text: Text, sender: string): Outcome {
    Object.assign(this.sides[language], { proposal: { text, sender, awaits: 'review' } satisfies Proposal, returned: null })
    return 'done'
  }

  /** Whoever wrote these very words before wrote this text too. */
  #write(language: Spoken, words: string, writer: string, from: readonly Text[]): Text {
    const { texts } = this.sides[language]
    const text: Text = { words, writer, parents: [...from, ...texts.filter((other) => other.words === words)], approved: false }
    texts.push(text)
    return text
  }

  #head(language: Spoken): Text | null {
    const { proposal, returned, approved } = this.sides[language]
    return proposal?.text ?? returned ?? approved?.text ?? null
  }

  #source(language: Spoken): Text | null {
    return language === 'uk' ? this.sides.en.approved?.text ?? null : null
  }
}

/** Everybody who wrote a part of it since the last approved text. */
function writersOf(text: Text): Set<string> {
  if (text.approved) return new Set()
  return new Set([text.writer, ...text.parents.flatMap((parent) => [...writersOf(parent)])])
}
