import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { readFont, type Font } from '../../test/fonts.ts'

const STYLES = path.resolve(import.meta.dirname, '../../public/styles')

/** Letters of both alphabets and the signs that typography sets. */
const SIGNS = 'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюяABCXYZabcxyzéöü0123456789'
  + '’ʼ‘«»“”„—–…−×°№€%&@()!?:;.,-/\u0301\u00a0' + 'ĄĆĘŁŃŚŹŻąćęłńśźżßčďěňřšťůžőű'

interface Face {
  /** Family and style. */
  cut: string
  font: Font
  ranges: [from: number, to: number][]
}

const faces: Face[] = readFileSync(path.join(STYLES, 'type.css'), 'utf8').split('@font-face').slice(1).flatMap((rule) => {
  const said = (pattern: RegExp) => pattern.exec(rule)?.[1] ?? ''
  const file = said(/url\('([^']+)'\)/)
  if (file === '') return []
  const ranges = [...said(/unicode-range: ([^;]+);/).matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)]
    .map(([, from = '', to = from]): [number, number] => [parseInt(from, 16), parseInt(to, 16)])
  return [{ cut: `${said(/font-family: '([^']+)'/)}, ${said(/font-style: (\w+)/)}`, font: readFont(path.resolve(STYLES, file)), ranges }]
})

/** How far a sign moves the pen in the file that a browser asks for it; undefined where it would take another font. */
function advanceIn(some: readonly Face[], sign: string): number | undefined {
  const code = sign.codePointAt(0) ?? 0
  const face = some.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to))
  const advance = face?.font.advanceOf(sign)
  return advance === undefined || !face ? undefined : advance / face.font.unitsPerEm
}

describe('the fonts of the pages', () => {
  for (const [cut, some] of Map.groupBy(faces, (face) => face.cut)) {
    it(`${cut}: each letter and sign stands in the very file that browsers ask for it`, () => {
      assert.equal(some.length, 3, 'one for each alphabet, and one for the rest of Latin')
      assert.deepEqual([...SIGNS].filter((sign) => advanceIn(some, sign) === undefined), [])
    })

    it(`${cut}: leaves no hole in «обʼєкт»`, () => {
      const [apostrophe = 0, quote = 0] = [advanceIn(some, 'ʼ'), advanceIn(some, '’')]
      assert.ok(apostrophe > 0 && apostrophe <= quote * 1.3, `${apostrophe} beside ${quote}`)
    })
  }

  it('are a serif, upright and italic, and a sans', () => {
    assert.deepEqual([...new Set(faces.map(({ cut }) => cut))], ['Source Serif 4, normal', 'Source Serif 4, italic', 'Source Sans 3, normal'])
  })

  it('never keep the words waiting', () => {
    const rules = readFileSync(path.join(STYLES, 'type.css'), 'utf8').split('@font-face').slice(1).filter((rule) => rule.includes('url('))
    assert.ok(rules.every((rule) => rule.split('}')[0]?.includes('font-display: swap')))
  })
})
