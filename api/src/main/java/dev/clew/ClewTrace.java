// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import org.jspecify.annotations.Nullable;

/**
 * A trace in progress: spans started on this thread belong to it until {@link #close}.
 *
 * <p>Safe for use from several threads. A second call of {@code close} has no effect.
 */
public final class ClewTrace implements AutoCloseable {
  static final ClewTrace NONE = new ClewTrace(ClewBackend.NONE, null);

  private final ClewBackend backend;
  private final @Nullable Object handle;

  ClewTrace(ClewBackend backend, @Nullable Object handle) {
    this.backend = backend;
    this.handle = handle;
  }

  /** Returns the id, 32 hexadecimal digits, or null without the agent. */
  public @Nullable String traceId() {
    return handle == null ? null : backend.traceId(handle);
  }

  /** Assigns the trace to a session or conversation; the first value wins. */
  public ClewTrace groupId(@Nullable String groupId) {
    if (handle != null) {
      backend.groupId(handle, groupId);
    }
    return this;
  }

  /** Adds metadata. */
  public ClewTrace metadata(String key, @Nullable String value) {
    if (handle != null) {
      backend.metadata(handle, key, value);
    }
    return this;
  }

  /** Returns a task that runs in this trace, on any thread. */
  public Runnable wrap(Runnable task) {
    return handle == null ? task : backend.wrap(handle, task);
  }

  /** Leaves the trace. Spans that are still open stay part of it. */
  @Override
  public void close() {
    if (handle != null) {
      backend.end(handle);
    }
  }
}
