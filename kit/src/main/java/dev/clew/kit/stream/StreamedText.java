// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import org.jspecify.annotations.Nullable;

/**
 * The text of a streamed answer as far as it has come, for the case that the rest never does.
 *
 * <p>Bounded; what does not fit is counted. The lock is held for one append.
 */
public final class StreamedText {
  private static final long MAX_CHARACTERS = 1_000_000;

  private final TextBudget budget = new TextBudget(MAX_CHARACTERS);
  private final StringBuilder text = new StringBuilder();
  private @Nullable StringBuilder reasoning;
  private boolean complete;

  /** Adds a piece of the answer. */
  public synchronized void add(@Nullable String piece) {
    if (!complete) {
      budget.append(text, piece);
    }
  }

  /** Adds a piece of what the model thinks aloud. */
  public synchronized void addReasoning(@Nullable String piece) {
    if (complete || piece == null) {
      return;
    }
    StringBuilder thoughts = reasoning == null ? new StringBuilder() : reasoning;
    reasoning = thoughts;
    budget.append(thoughts, piece);
  }

  /** The whole answer has come by another way: its pieces are not needed any more. */
  public synchronized void complete() {
    complete = true;
    text.setLength(0);
    text.trimToSize();
    reasoning = null;
  }

  /** Returns the text, or null if none has come. */
  public synchronized @Nullable String text() {
    return text.isEmpty() ? null : text.toString();
  }

  /** Returns the reasoning, or null if none has come. */
  public synchronized @Nullable String reasoning() {
    return reasoning == null ? null : reasoning.toString();
  }

  /** Returns how many characters did not fit. */
  public synchronized long dropped() {
    return budget.dropped();
  }

  /** Returns roughly how many bytes the text takes. */
  public synchronized long retainedBytes() {
    return complete ? 0 : 2 * budget.used();
  }
}
