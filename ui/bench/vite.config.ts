import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** One script that the bench hands to the window. */
export default defineConfig({
  build: {
    outDir: here('../../target/bench/editors'),
    emptyOutDir: true,
    lib: { entry: here('editors.ts'), formats: ['iife'], name: 'bylineBench', fileName: () => 'editors.js' },
  },
})
