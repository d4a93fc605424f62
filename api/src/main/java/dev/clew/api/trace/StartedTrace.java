// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/** A trace started on its own, before its first span. Safe for use from several threads. */
public interface StartedTrace {
  /** The {@link Context} key of the trace that spans without a parent belong to. */
  ContextKey<StartedTrace> KEY = ContextKey.named("started trace");

  /** Returns 32 hexadecimal digits. */
  String traceId();

  /** Assigns the trace to a session or conversation; the first value wins. */
  void setGroupId(String groupId);

  /** Adds metadata, replacing an earlier value of the key; ignored beyond the limit. */
  void setMetadata(String key, String value);
}
