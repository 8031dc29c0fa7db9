import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// The catalogue of sentences lives at the root of the repository, outside this folder.
const repository = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5188, strictPort: true, fs: { allow: [repository] } },
  // What the oldest supported webviews understand (WebKitGTK 2.40, WebView2, macOS 13).
  build: { target: ['safari16', 'es2022'], sourcemap: false, reportCompressedSize: true },
})
