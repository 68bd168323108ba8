import './check-node.js'

const { runDemo } = await import('./demo/run.ts')
await runDemo()
