import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What scripts of the pages find in a browser, and a service worker in its own. */
const BROWSER = [
  ...[
    'document',
    'window',
    'self',
    'location',
    'navigator',
    'history',
    'isSecureContext',
    'sessionStorage',
    'caches',
    'crypto',
  ],
  ...[
    'fetch',
    'URL',
    'URLSearchParams',
    'FormData',
    'EventSource',
    'AbortSignal',
    'TextEncoder',
    'TextDecoder',
    'atob',
    'btoa',
  ],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: `${import.meta.dirname}/..` } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Taken out so that the rest is without them.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Mongoose types its schema literals as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // XState takes its types as `types: {} as { … }`, an assertion that looks like none.
    files: ['flows/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-type-assertion': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  {
    files: ['src/**/assets/**/*.js'],
    languageOptions: { globals: Object.fromEntries(BROWSER.map((name) => [name, 'readonly'])) },
  },
);
