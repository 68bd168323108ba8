import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPageText } from './read.ts'

/** The blocks in short: "1o" is a numbered item of level 1, "2b" a bulleted one of level 2. */
function outline(text: string): string[] {
  return readPageText(text, { language: 'uk' }).blocks.map(({ kind, level, list, text: own }) => (
    kind === 'list_item' ? `${level}${list?.[0]} ${own}` : `${kind} ${own}`))
}

const LISTS: [name: string, text: string, outline: string[]][] = [
  ['numbers with a full stop', 'Назва\n\n1. Раз.\n2. Два.', ['title Назва', '1o Раз.', '1o Два.']],
  ['numbers with a bracket, wrapped', 'Назва\n\n1) раз\nі далі;\n2) два.', ['title Назва', '1o раз і далі;', '1o два.']],
  ['numbers in brackets', 'Назва\n\n(1) раз;\n(2) два.', ['title Назва', '1o раз;', '1o два.']],
  ['letters, one of rare use left out', 'Назва\n\nв) раз;\nг) два;\nд) три.', ['title Назва', '1o раз;', '1o два;', '1o три.']],
  ['Roman numbers', 'Назва\n\ni) one;\nii) two;\niii) three;\niv) four.', ['title Назва', '1o one;', '1o two;', '1o three;', '1o four.']],
  ['items with empty lines between', 'Назва\n\n1. Раз.\n\n2. Два.\n\n3. Три.', ['title Назва', '1o Раз.', '1o Два.', '1o Три.']],
  ['bullets of every kind', 'Назва\n\n• раз\n\n◦ два\n\n▪ три\n\n· чотири', ['title Назва', '1b раз', '1b два', '1b три', '1b чотири']],
  ['dashes after a colon', 'Назва\n\nТреба:\n— раз;\n— два.', ['title Назва', 'paragraph Треба:', '1b раз;', '1b два.']],
  ['hyphens and stars', 'Назва\n\n- раз\n- два\n\nАбзац.\n\n* три\n* чотири', ['title Назва', '1b раз', '1b два', 'paragraph Абзац.', '1b три', '1b чотири']],
  ['one item after a colon', 'Назва\n\nТреба одне:\n\n1. Раз.', ['title Назва', 'paragraph Треба одне:', '1o Раз.']],
  ['lists within lists', 'Назва\n\n1) раз:\n   - а;\n   - б:\n     • в;\n2) два:\n   а) г;\n   б) ґ;\n3) три.',
    ['title Назва', '1o раз:', '2b а;', '2b б:', '3b в;', '1o два:', '2o г;', '2o ґ;', '1o три.']],
  ['lists within lists that begin again at one', 'Назва\n\n1. раз:\n   1. а;\n   2. б;\n2. два:\n   1. в;\n   2. г;\n3. три.',
    ['title Назва', '1o раз:', '2o а;', '2o б;', '1o два:', '2o в;', '2o г;', '1o три.']],
  ['lists within lists without indents', 'Назва\n\n1. раз:\nа) один;\nб) два.\n2. два:\n• три;\n• чотири.\n3. п’ять.',
    ['title Назва', '1o раз:', '2o один;', '2o два.', '1o два:', '2b три;', '2b чотири.', '1o п’ять.']],
  ['ten and more, indented by their figures', `Назва\n\n${Array.from({ length: 11 }, (_, at) => `${String(at + 1).padStart(3)}. п${at}`).join('\n')}`,
    ['title Назва', ...Array.from({ length: 11 }, (_, at) => `1o п${at}`)]],
  ['a paragraph that goes on with the list', 'Назва\n\n1. Раз.\n\nДовгий абзац між пунктами.\n\n2. Два.',
    ['title Назва', '1o Раз.', 'paragraph Довгий абзац між пунктами.', '1o Два.']],
]

const NO_LISTS: [name: string, text: string, outline: string[]][] = [
  ['years that begin paragraphs', 'Хроніка\n\n1939. Війна.\n\n1940. Далі.\n\n1941. Іще далі.',
    ['title Хроніка', 'paragraph 1939. Війна.', 'paragraph 1940. Далі.', 'paragraph 1941. Іще далі.']],
  ['a number at the head of a wrapped line', 'Title\n\nAll of them lived through the long winter of the year\n1939. The next one was said to be milder than\n12. Nobody knew.',
    ['title Title', 'paragraph All of them lived through the long winter of the year 1939. The next one was said to be milder than 12. Nobody knew.']],
  ['a dash at the head of a wrapped line', 'Title\n\nThey spoke of the relations between allies and friends\n— or of their absence — for many hours, and of the war\n— which goes on.',
    ['title Title', 'paragraph They spoke of the relations between allies and friends — or of their absence — for many hours, and of the war — which goes on.']],
  ['a dialogue', 'Розмова\n\nВін спитав:\n— Ти хто?\n— Я, — сказала вона, — ніхто.\n— Сідай.',
    ['title Розмова', 'paragraph Він спитав:', 'paragraph — Ти хто?', 'paragraph — Я, — сказала вона, — ніхто.', 'paragraph — Сідай.']],
  ['a dialogue with hyphens for dashes', 'Розмова\n\n- Ти хто?\n\n- Я ніхто.', ['title Розмова', 'paragraph - Ти хто?', 'paragraph - Я ніхто.']],
  ['initials', 'Автори\n\nА. Мельник пише.\n\nБ. Коваль читає.', ['title Автори', 'paragraph А. Мельник пише.', 'paragraph Б. Коваль читає.']],
  ['a footnote’s star', 'Назва\n\nАбзац.\n\n* Примітка одна.', ['title Назва', 'paragraph Абзац.', 'paragraph * Примітка одна.']],
  ['numbered headings', 'Назва\n\n1. Вступ\n\nПерший абзац.\n\n2. Методи\n\nДругий абзац.',
    ['title Назва', 'heading 1. Вступ', 'paragraph Перший абзац.', 'heading 2. Методи', 'paragraph Другий абзац.']],
]

describe('lists', () => {
  for (const [name, text, expected] of LISTS) {
    it(`are found: ${name}`, () => assert.deepEqual(outline(text), expected))
  }
  for (const [name, text, expected] of NO_LISTS) {
    it(`are not found in ${name}`, () => assert.deepEqual(outline(text), expected))
  }

  it('never nest deeper than six levels', () => {
    const text = Array.from({ length: 40 }, (_, at) => `${' '.repeat(at * 2)}• пункт`).join('\n')
    assert.equal(Math.max(...readPageText(text, { language: 'uk' }).blocks.map(({ level }) => level ?? 0)), 6)
  })
})
