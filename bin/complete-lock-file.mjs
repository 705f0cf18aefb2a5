/*
 * node bin/complete-lock-file.mjs, after an `npm install` that changed the lock file.
 *
 * npm leaves optional packages of other platforms out of package-lock.json where the registry at hand
 * lacks them, and `npm ci` then refuses the file everywhere (https://github.com/npm/cli/issues/4828).
 * This adds them: version, and the platforms that their names say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
];
const known = {
  os: [...systems, 'sunos', 'win32'],
  cpu: ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'],
};

/** The platform packages that others name and the lock file lacks: path in node_modules → entry. */
export const missingPlatforms = ({ packages }) => {
  const missing = {};
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = [`node_modules/${name}`, `${path}/node_modules/${name}`];
      if (places.some((place) => packages[place]?.version)) continue;
      const words = name.split(/[-/]/);
      const os = words.filter((word) => known.os.includes(word));
      const cpu = words.filter((word) => known.cpu.includes(word));
      if (os.length === 0 || !/^\d+\.\d+\.\d+\S*$/.test(version)) continue;
      const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc'];
      const isLibcNamed = words.some((word) => /^(gnu|musl)/.test(word));
      missing[places[0]] = {
        version,
        ...(cpu.length > 0 && { cpu }),
        ...(dev && { dev }),
        ...(isLibcNamed && { libc }),
        optional: true,
        os,
      };
    }
  }
  return missing;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingPlatforms(lock);
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} platform packages added to package-lock.json`);
}
