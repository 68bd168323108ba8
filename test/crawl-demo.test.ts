import { seedDemo } from '../scripts/demo/seed.ts'
import { checkPublicPages } from './public-pages.ts'

checkPublicPages('the demo', {
  finds: { uk: 'архіви', en: 'archive' },
  without: ['uk GET /:language/articles/:slug/differences 200', 'en GET /:language/articles/:slug/editions/differences 200'],
  seed: async (db) => (await seedDemo(db), new Map()),
})
