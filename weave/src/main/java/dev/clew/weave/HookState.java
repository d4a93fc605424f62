// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one hook point.
 *
 * @param id as in the log, such as {@code openai-2}
 * @param target the hooked class and method
 * @param onConstructor whether objects created before the hook was woven are out of its reach
 * @param classes some of the classes it was woven into; empty if it was woven nowhere
 * @param calls about how many times it was called, at most {@link HookCalls#MOST}
 * @param failures how often it failed
 * @param lastFailure the last of them, or null
 */
public record HookState(
    String id,
    String module,
    String target,
    boolean onConstructor,
    List<String> classes,
    int calls,
    long failures,
    @Nullable String lastFailure) {
  /** Returns whether some class was woven with it. */
  public boolean isWoven() {
    return !classes.isEmpty();
  }
}
