import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import { readdirSync } from 'node:fs'
import { URL } from 'node:url'
import tseslint from 'typescript-eslint'

const features = readdirSync(new URL('./src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const forbid = (group, message) => ({ group, message })
const restricted = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })
const relative = forbid(['../*', '../../*'], 'Import across folders through "@/…", so that the folder rules can see it.')
const upward = forbid(['@/pages/*', '@/routes', '@/main'], 'Only routes and main import pages.')

export default tseslint.config(
  { ignores: ['node_modules', 'public', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  { files: ['**/*.{ts,tsx}'], ...hooks.configs.flat['recommended-latest'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [relative] }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  // The way of imports: ui and lib < api < features < pages < routes.
  { files: ['src/lib/**'], rules: restricted(relative, forbid(['@/api/*', '@/features/**', '@/pages/*', '@/ui/*', '@/live'], 'lib knows nothing of the business or of screens.')) },
  { files: ['src/ui/**'], rules: restricted(relative, forbid(['@/api/*', '@/features/**', '@/pages/*', '@/live'], 'ui knows nothing of the business.')) },
  { files: ['src/api/**'], rules: restricted(relative, forbid(['@/features/**', '@/pages/*', '@/ui/*', '@/live'], 'api is below features.')) },
  ...features.map((name) => ({
    files: [`src/features/${name}/**`],
    rules: restricted(relative, upward, forbid(features.filter((other) => other !== name).map((other) => `@/features/${other}/*`), 'Features do not import each other; a page joins them.')),
  })),
  { files: ['src/pages/**'], rules: restricted(relative, forbid(['@/routes', '@/main'], 'Pages are below routes.')) },
  // Business words stay out of ui and lib even as names.
  {
    files: ['src/ui/**', 'src/lib/**'],
    rules: {
      'no-restricted-syntax': ['error', ...['Identifier[name=/(draft|quote|order(?!ed|ing|s?By)|customer|conversation|invoice|warehouse|product)/i]', 'JSXText[value=/\\b(draft|quote|customer|conversation|warehouse|product)s?\\b/i]']
        .map((selector) => ({ selector, message: 'ui and lib carry no business words.' }))],
    },
  },
)
