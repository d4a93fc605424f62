// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import org.jspecify.annotations.Nullable;

/** Why some or all content of a kept span is missing. */
public enum ContentLoss {
  /** More content was waiting than {@code clew.queue.bytes} allows. */
  QUEUE_BYTES("queue bytes", "clew.queue.bytes"),
  /** The payload could not report its size. */
  SIZE_UNKNOWN("size unknown"),
  /** The payload, or a lower layer's addition to it, could not be rendered. */
  RENDER_FAILURE("render failure"),
  /** A required class cannot be loaded (any more): its class loader may have been closed. */
  CLASS_NOT_LOADABLE("class not loadable"),
  /** A call into application code did not return. */
  UNRESPONSIVE("no answer from application code"),
  /** There was no time left to render it when the JVM ended. */
  EXIT("no time at exit", "clew.exit.timeout"),
  /** An extension's processor threw. */
  PROCESSOR_FAILURE("processor failure"),
  /** An extension's redactor threw or returned null. */
  REDACTOR_FAILURE("redactor failure");

  private final String text;
  private final @Nullable String setting;

  ContentLoss(String text) {
    this(text, null);
  }

  ContentLoss(String text, @Nullable String setting) {
    this.text = text;
    this.setting = setting;
  }

  /** Returns the setting that would reduce losses for this reason, or null. */
  public @Nullable String setting() {
    return setting;
  }

  /** Returns what a user can do about it. */
  public String remedy() {
    if (this == CLASS_NOT_LOADABLE) {
      return "The application was stopped before its last spans were written; decrease"
          + " clew.batch.delay to write them sooner.";
    }
    return setting == null
        ? "The spans name the cause in clew.content.dropped."
        : "Increase " + setting + ".";
  }

  @Override
  public String toString() {
    return text;
  }
}
