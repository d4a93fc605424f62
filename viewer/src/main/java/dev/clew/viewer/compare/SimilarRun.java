// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.store.TraceStore;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that ended well and is otherwise as alike as can be: the same name, no failed span, all
 * agents and models that the other one reached, a first text of the same shape, and near in time.
 */
public final class SimilarRun {

  private static final int EACH = 40;

  /** Half of the words in common, and the texts are of one shape. */
  private static final double SAME_SHAPE = 0.5;

  private SimilarRun() {}

  /** Looks among those of the same name that lie nearest. */
  public static Optional<TraceRow> find(TraceStore store, TraceRow trace) {
    return nearest(trace, store.succeededNear(trace, EACH));
  }

  static Optional<TraceRow> nearest(TraceRow trace, List<TraceRow> candidates) {
    Set<String> words = words(trace.input());
    return candidates.stream()
        .filter(each -> !each.id().equals(trace.id()))
        .min(
            Comparator.comparing((TraceRow each) -> each.errors() > 0)
                .thenComparing(each -> !each.agents().containsAll(trace.agents()))
                .thenComparing(each -> !each.models().containsAll(trace.models()))
                .thenComparing(each -> alike(words, words(each.input())) < SAME_SHAPE)
                .thenComparing(each -> Math.abs(each.startNanos() - trace.startNanos()))
                .thenComparing(TraceRow::id));
  }

  /** Words without what differs from customer to customer: figures and ids. */
  private static Set<String> words(@Nullable String text) {
    Set<String> words = new HashSet<>();
    if (text != null) {
      for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_-]+")) {
        words.add(word.chars().anyMatch(Character::isDigit) ? "#" : word);
      }
    }
    return words;
  }

  /** From 0 to 1: the words of both, of the words of either. */
  private static double alike(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    int either = one.size() + other.size() - both.size();
    return either == 0 ? 1 : both.size() / (double) either;
  }
}
