// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.message.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a streamed answer so far, in case the rest never arrives.
 *
 * <p>Bounded; the excess is counted. The lock is held for one append.
 */
public final class StreamedText {
  private static final long MAX_CHARACTERS = 1_000_000;

  private final TextBudget budget = new TextBudget(MAX_CHARACTERS);
  private final StringBuilder text = new StringBuilder();
  private @Nullable StringBuilder reasoning;
  private boolean complete;

  /** Adds a chunk of the answer. */
  public synchronized void add(@Nullable String piece) {
    if (!complete) {
      budget.append(text, piece);
    }
  }

  /** Adds a chunk of the model's reasoning. */
  public synchronized void addReasoning(@Nullable String piece) {
    if (complete || piece == null) {
      return;
    }
    StringBuilder target = reasoning == null ? new StringBuilder() : reasoning;
    reasoning = target;
    budget.append(target, piece);
  }

  /** Discards the chunks, because the complete answer has arrived another way. */
  public synchronized void complete() {
    complete = true;
    text.setLength(0);
    text.trimToSize();
    reasoning = null;
  }

  /** Returns the text, or null if there is none. */
  public synchronized @Nullable String text() {
    return text.isEmpty() ? null : text.toString();
  }

  /** Returns the reasoning and the text as parts of a message, in a list that may be extended. */
  public synchronized List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (reasoning != null) {
      parts.add(new Part.Reasoning(reasoning.toString()));
    }
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text.toString()));
    }
    return parts;
  }

  /** Returns how many characters were dropped. */
  public synchronized long dropped() {
    return budget.dropped();
  }

  /** Returns roughly how many bytes the text occupies. */
  public synchronized long retainedBytes() {
    return complete ? 0 : 2 * budget.used();
  }
}
