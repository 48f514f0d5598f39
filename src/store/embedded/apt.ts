/** Newer C libraries from Debian, fetched by apt without privileges and without touching what the system has installed. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Debian 13, whose glibc is 2.41. */
const SUITE = 'trixie';
const PACKAGES = ['libc6', 'libgcc-s1', 'libstdc++6'];
/** Each holds the key that signs Debian 13: the whole ring, or the one file of a slimmer installation. */
const KEYRINGS = ['debian-archive-keyring.gpg', 'debian-archive-trixie-automatic.gpg'].map(
  (name) => `/usr/share/keyrings/${name}`,
);
const TIMEOUT_MS = 180_000;
const FORMAT = '$(ORIGIN)|$(COMPONENT)|$(RELEASE)|$(SITE)';
/** What apt prints for a field it does not know, as for every release field before the first `apt-get update`. */
const UNKNOWN_ORIGIN = '$(ORIGIN)';

export interface DebianArch {
  /** Debian's name for it. */
  name: string;
  /** The folder of its libraries under /usr/lib. */
  triplet: string;
}

const run = promisify(execFile);

/** Unpacks Debian's libraries as the folder `target`, whole or not at all. */
export async function fetchDebianLibraries(target: string, arch: DebianArch): Promise<void> {
  const work = mkdtempSync(join(dirname(target), '.fetching-'));
  try {
    await downloadFromAny(await findSites(), work, arch);
    await unpack(work);
    putInPlace(join(work, 'root/usr/lib', arch.triplet), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** `Debian|main|bookworm|<site>` per line. Sites of Debian's main archive, the surest first. */
export function debianSites(listing: string): string[] {
  const targets = listing.split('\n').map((line) => line.split('|'));
  const sites = ['Debian', UNKNOWN_ORIGIN].flatMap((wanted) =>
    targets.filter(([origin, ...rest]) => origin === wanted && isMainArchive(rest)).map(([, , , site = '']) => site),
  );
  return [...new Set(sites)].filter((site) => site !== '');
}

/** Security and updates have a hyphen in their name; another suite name of the main archive is one plain word. */
function isMainArchive([component, release]: string[]): boolean {
  return component === 'main' && /^[a-z]+$/.test(release ?? '');
}

async function findSites(): Promise<string[]> {
  const sites = debianSites(await listTargets([]));
  const found = sites.length > 0 ? sites : debianSites(await listTargets(['--no-release-info']));
  if (found.length === 0) throw new Error('apt knows no Debian archive');
  return found;
}

async function listTargets(options: string[]): Promise<string> {
  return (await run('apt-get', ['indextargets', ...options, '--format', FORMAT])).stdout;
}

async function downloadFromAny(sites: string[], work: string, arch: DebianArch): Promise<void> {
  const failures: unknown[] = [];
  for (const site of sites) {
    try {
      await download(site, work, arch);
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, 'apt could not fetch from any Debian archive it knows');
}

async function download(site: string, work: string, arch: DebianArch): Promise<void> {
  writeAptFiles(site, work, arch);
  await apt(work, ['update']);
  await apt(work, ['download', ...PACKAGES]);
}

function apt(work: string, command: string[]): Promise<unknown> {
  return run('apt-get', ['-c', join(work, 'apt.conf'), '-q', ...command], { cwd: work, timeout: TIMEOUT_MS });
}

function writeAptFiles(site: string, work: string, { name }: DebianArch): void {
  for (const folder of ['state/lists/partial', 'cache/archives/partial'])
    mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(join(work, 'sources.list'), `deb [arch=${name} signed-by=${keyring()}] ${site} ${SUITE} main\n`);
  writeFileSync(join(work, 'apt.conf'), aptConf(work, name));
}

function keyring(): string {
  const found = KEYRINGS.find(existsSync);
  if (found === undefined) throw new Error(`none of ${KEYRINGS.join(', ')} is there`);
  return found;
}

/** Read after the system's own configuration, so its proxies and credentials stay; hooks meant for the system's own state do not. */
function aptConf(work: string, arch: string): string {
  return `#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Architecture "${arch}";
APT::Sandbox::User "root";
APT::Get::AllowUnauthenticated "false";
Acquire::AllowInsecureRepositories "false";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
Dir::State "${work}/state";
Dir::State::lists "${work}/state/lists";
Dir::State::status "/dev/null";
Dir::Cache "${work}/cache";
Dir::Cache::archives "${work}/cache/archives";
Dir::Etc::SourceList "${work}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
`;
}

async function unpack(work: string): Promise<void> {
  for (const archive of readdirSync(work).filter((name) => name.endsWith('.deb')))
    await run('dpkg-deb', ['-x', archive, 'root'], { cwd: work });
}

/** Another start may have been quicker; then its folder is as good. */
function putInPlace(unpacked: string, target: string): void {
  try {
    renameSync(unpacked, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}
