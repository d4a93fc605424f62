// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import org.jspecify.annotations.Nullable;

/** One piece of a message. */
public sealed interface Part {

  record Text(String text) implements Part {}

  record Reasoning(String text) implements Part {}

  record Refusal(String text) implements Part {}

  /**
   * A model's request for a tool call.
   *
   * @param arguments JSON text as the model wrote it
   */
  record ToolCall(@Nullable String id, String name, @Nullable String arguments) implements Part {}

  record ToolResult(@Nullable String id, @Nullable String name, String result) implements Part {}

  /** An image, sound, video or document, without its content. */
  record Media(
      @Nullable String modality,
      @Nullable String mimeType,
      @Nullable String uri,
      @Nullable Long bytes,
      @Nullable String sha256)
      implements Part {}

  record Other(@Nullable String otherType, String content) implements Part {}

  /** All of its text, for search and comparison. */
  default String plain() {
    if (this instanceof Text text) {
      return text.text();
    }
    if (this instanceof Reasoning reasoning) {
      return reasoning.text();
    }
    if (this instanceof Refusal refusal) {
      return refusal.text();
    }
    if (this instanceof ToolCall call) {
      return call.name() + " " + (call.arguments() == null ? "" : call.arguments());
    }
    if (this instanceof ToolResult result) {
      return result.result();
    }
    if (this instanceof Media media) {
      return media.uri() == null ? "" : media.uri();
    }
    return ((Other) this).content();
  }
}
