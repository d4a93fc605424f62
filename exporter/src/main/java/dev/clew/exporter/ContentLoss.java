// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

/** Why the content of a span that was kept is missing. */
public enum ContentLoss {
  /** More content was waiting than {@link BatchSettings#maxQueueBytes()}. */
  QUEUE_BYTES("queue bytes"),
  /** The payload could not say how large it is. */
  SIZE_UNKNOWN("size unknown"),
  /** The payload, or a lower layer's addition to it, could not be rendered. */
  RENDER_FAILURE("render failure"),
  /** A processor of an extension threw. */
  PROCESSOR_FAILURE("processor failure");

  private final String text;

  ContentLoss(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
