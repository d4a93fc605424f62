// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.SpanFollower;

/**
 * Where hooks introduce what else in the application keeps a span in progress, so that it and Clew
 * have one tree.
 *
 * <p>A hook asks for it in its constructor. What is introduced is held weakly: the hook keeps it.
 */
public interface Neighbours {
  /** Lets traces begin under spans of {@code source}. */
  void join(ParentSource source);

  /** Lets {@code follower} know which span is current. */
  void lead(SpanFollower follower);
}
