#!/usr/bin/env -S node --max-semi-space-size=8
import './check-node.js'

const { runCli } = await import('../src/cli/main.ts')
await runCli(process.argv.slice(2))
