// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has arrived of a streamed text, for the case that the rest never comes; bounded. */
final class StreamedText {
  private static final int MAX_PIECES = 20_000;
  private static final String CUT = " …";

  private final List<String> pieces = new ArrayList<>();
  private boolean closed;
  private boolean cut;
  private long characters;

  synchronized void add(String piece) {
    if (closed) {
      return;
    }
    if (pieces.size() == MAX_PIECES) {
      cut = true;
      return;
    }
    pieces.add(piece);
    characters += piece.length();
  }

  /** Nothing is added any more. */
  synchronized void close() {
    closed = true;
  }

  /** The whole answer is there: the pieces are not needed any more. */
  synchronized void complete() {
    closed = true;
    pieces.clear();
    characters = 0;
  }

  synchronized @Nullable String text() {
    return pieces.isEmpty() ? null : String.join("", pieces) + (cut ? CUT : "");
  }

  synchronized long retainedBytes() {
    return characters + 64L * pieces.size();
  }
}
