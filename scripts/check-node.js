// Plain JavaScript that any Node can read: it must say what is needed before anything newer is loaded.
import module from 'node:module'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 7)) {
  process.stderr.write(`Zvirka needs Node 24.7 or newer; this is ${process.versions.node}. `
    + 'Run it by npm (`npm start`, `npx zvirka`) after `npm ci` without `--ignore-scripts`, which brings the right one.\n')
  process.exit(1)
}
module.enableCompileCache()
