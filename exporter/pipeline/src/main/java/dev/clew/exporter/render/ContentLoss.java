// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import org.jspecify.annotations.Nullable;

/** Why the content of a span that was kept is missing, or a part of it. */
public enum ContentLoss {
  /** More content was waiting than {@code clew.queue.bytes} permits. */
  QUEUE_BYTES("queue bytes", "clew.queue.bytes"),
  /** The payload could not say how large it is. */
  SIZE_UNKNOWN("size unknown"),
  /** The payload, or a lower layer's addition to it, could not be rendered. */
  RENDER_FAILURE("render failure"),
  /** A class that it needs cannot be loaded (any more): its class loader may have been closed. */
  CLASS_NOT_LOADABLE("class not loadable"),
  /** Application code that was asked for it did not return. */
  UNRESPONSIVE("no answer from application code"),
  /** There was no time left to render it at the end of the JVM. */
  EXIT("no time at exit", "clew.exit.timeout"),
  /** A processor of an extension threw. */
  PROCESSOR_FAILURE("processor failure");

  private final String text;
  private final @Nullable String setting;

  ContentLoss(String text) {
    this(text, null);
  }

  ContentLoss(String text, @Nullable String setting) {
    this.text = text;
    this.setting = setting;
  }

  /** Returns the setting with which less would be lost for this reason, or null. */
  public @Nullable String setting() {
    return setting;
  }

  @Override
  public String toString() {
    return text;
  }
}
