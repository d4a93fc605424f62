// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import org.jspecify.annotations.Nullable;

/** Describes a trace that is about to start. */
public final class TraceBuilder {
  static final TraceBuilder NONE = new TraceBuilder(ClewBackend.NONE, null);

  private final ClewBackend backend;
  private final @Nullable Object handle;

  TraceBuilder(ClewBackend backend, @Nullable Object handle) {
    this.backend = backend;
    this.handle = handle;
  }

  /** Assigns the trace to a session or conversation. */
  public TraceBuilder groupId(@Nullable String groupId) {
    if (handle != null) {
      backend.groupId(handle, groupId);
    }
    return this;
  }

  /** Adds metadata. */
  public TraceBuilder metadata(String key, @Nullable String value) {
    if (handle != null) {
      backend.metadata(handle, key, value);
    }
    return this;
  }

  /** Adds a tag. The tags are metadata as well, one text separated by commas. */
  public TraceBuilder tag(String tag) {
    if (handle != null) {
      backend.add(handle, "tags", tag);
    }
    return this;
  }

  /** Starts the trace on this thread. */
  public ClewTrace start() {
    if (handle == null) {
      return ClewTrace.NONE;
    }
    backend.start(handle, true);
    return new ClewTrace(backend, handle);
  }
}
