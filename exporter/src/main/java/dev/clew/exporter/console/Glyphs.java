// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.nio.charset.Charset;

/** The signs of a tree, in one of two alphabets. */
record Glyphs(
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

  private static final Glyphs UNICODE =
      new Glyphs("◆", "├─ ", "└─ ", "│  ", "   ", "→", "✗", "⊘", "…", "µs", "≈");
  private static final Glyphs ASCII =
      new Glyphs("*", "|- ", "`- ", "|  ", "   ", "->", "x", "-", "...", "us", "~");

  static Glyphs of(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("◆├─└│→✗⊘…µ≈") ? UNICODE : ASCII;
  }
}
