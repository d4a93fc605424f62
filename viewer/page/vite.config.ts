// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";

/** The server that `npm run dev` asks for data: a viewer on its usual port, or CLEW_VIEWER. */
const viewer = process.env.CLEW_VIEWER ?? "http://127.0.0.1:4319";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/main/resources/dev/clew/viewer/page",
    emptyOutDir: true,
    // The policy forbids inline scripts and data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { fs: { allow: [".."] }, proxy: { "/api": viewer } },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
