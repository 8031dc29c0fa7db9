import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const features = [
  'ask',
  'checks',
  'connect',
  'find',
  'history',
  'import',
  'manage',
  'page',
  'posts',
  'preview',
  'publish',
  'realsite',
  'settings',
  'signin',
  'versions',
  'views',
  'welcome',
]

const noTauri = {
  group: ['@tauri-apps/*'],
  message: 'Only src/ipc may talk to the program behind the window.',
}

/** `shell` puts the features together; no feature knows another. */
const boundaries = features.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          noTauri,
          {
            group: [...features, 'shell']
              .filter((other) => other !== feature)
              .flatMap((other) => [`**/features/${other}/**`, `../${other}/**`]),
            message: 'A feature does not import another one; hand it in from the shell.',
          },
        ],
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'svelte/no-at-html-tags': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      // Sets and maps here are replaced whole, through `$state.raw`, or hold nothing that is shown.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/ipc/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTauri] }] },
  },
  {
    files: ['src/editor/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noTauri,
            { group: ['svelte', 'svelte/*', '*.svelte'], message: 'The editor is free of frameworks.' },
            { group: ['**/features/**', '**/ipc/**'], message: 'The editor knows nothing of the window.' },
          ],
        },
      ],
    },
  },
  ...boundaries,
)
