import assert from 'node:assert/strict'

export type Fact = Record<string, unknown>

/** What a page says in the words of schema.org. */
export function factsIn(html: string): Fact[] {
  return [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].flatMap(([, json = '']) => {
    const { '@context': context, '@graph': graph } = JSON.parse(json) as { '@context': string; '@graph': Fact[] }
    assert.equal(context, 'https://schema.org')
    return graph
  })
}

export function isArticle(fact: Fact): boolean {
  return 'headline' in fact
}
