// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.SpanListener;

/**
 * Where hooks register other tracers of the application, so that their spans and Clew's form one
 * tree.
 *
 * <p>A hook gets it through its constructor. Registered objects are held weakly; the hook must keep
 * a reference to them.
 */
public interface ForeignTracers {
  /** Lets traces start under the current span of {@code source}. */
  void addParentSource(ParentSource source);

  /** Notifies {@code listener} whenever a span becomes current. */
  void addSpanListener(SpanListener listener);
}
