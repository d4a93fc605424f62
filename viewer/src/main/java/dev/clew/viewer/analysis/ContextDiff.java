// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.content.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The input of a model call that another call did not have.
 *
 * @param repeated the number of leading messages that were in the other call or its answer
 */
public record ContextDiff(int repeated, List<Entry> added, List<Entry> removed) {

  /**
   * A message that only one call has.
   *
   * @param index in the input of its call
   */
  public record Entry(int index, Message message) {}

  /** Everything is new. */
  public static ContextDiff ofFirst(List<Message> input) {
    return new ContextDiff(0, entries(input, List.of()), List.of());
  }

  public static ContextDiff of(
      List<Message> previousInput, List<Message> previousOutput, List<Message> input) {
    List<Message> before = new ArrayList<>(previousInput);
    before.addAll(previousOutput);
    int repeated = 0;
    while (repeated < before.size()
        && repeated < input.size()
        && before.get(repeated).sameAs(input.get(repeated))) {
      repeated++;
    }
    return new ContextDiff(repeated, entries(input, before), entries(previousInput, input));
  }

  /** Messages that do not occur among the others; each occurrence counts once. */
  private static List<Entry> entries(List<Message> messages, List<Message> others) {
    List<Message> left = new ArrayList<>(others);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      int at = -1;
      for (int j = 0; j < left.size() && at < 0; j++) {
        if (left.get(j).sameAs(message)) {
          at = j;
        }
      }
      if (at < 0) {
        entries.add(new Entry(i, message));
      } else {
        left.remove(at);
      }
    }
    return entries;
  }
}
