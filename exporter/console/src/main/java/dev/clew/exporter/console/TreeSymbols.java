// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.nio.charset.Charset;

/** The symbols of a tree, in Unicode or ASCII. */
record TreeSymbols(
    String trace,
    String branch,
    String lastBranch,
    String trunk,
    String gap,
    String arrow,
    String cross,
    String stop,
    String ellipsis,
    String micro,
    String about) {

  private static final TreeSymbols UNICODE =
      new TreeSymbols("◆", "├─ ", "└─ ", "│  ", "   ", "→", "✗", "⊘", "…", "µs", "≈");
  private static final TreeSymbols ASCII =
      new TreeSymbols("*", "|- ", "`- ", "|  ", "   ", "->", "x", "-", "...", "us", "~");

  static TreeSymbols of(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("◆├─└│→✗⊘…µ≈") ? UNICODE : ASCII;
  }
}
