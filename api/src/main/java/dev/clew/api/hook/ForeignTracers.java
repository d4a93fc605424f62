// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.SpanListener;

/**
 * Where hooks introduce what else in the application keeps a span in progress, so that it and Clew
 * have one tree.
 *
 * <p>A hook asks for it in its constructor. What is introduced is held weakly: the hook keeps it.
 */
public interface ForeignTracers {
  /** Lets traces begin under spans of {@code source}. */
  void addParentSource(ParentSource source);

  /** Lets {@code listener} know which span is current. */
  void addSpanListener(SpanListener listener);
}
