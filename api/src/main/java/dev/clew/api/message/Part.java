// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.message;

import org.jspecify.annotations.Nullable;

/** A piece of a {@link Message}, after the part types of OpenTelemetry's GenAI message schema. */
public sealed interface Part {
  /** Plain text. */
  record Text(String text) implements Part {}

  /** What the model thought aloud, or a summary of it. */
  record Reasoning(String text) implements Part {}

  /** The model's refusal to answer. */
  record Refusal(String text) implements Part {}

  /**
   * The model's wish to have a tool run.
   *
   * @param arguments JSON text as the model wrote it, which need not be valid
   */
  record ToolCall(@Nullable String id, String name, String arguments) implements Part {}

  /** What a tool answered. */
  record ToolResult(@Nullable String callId, String content) implements Part {}

  /**
   * An image, sound, video or document, without its bytes.
   *
   * @param modality {@code image}, {@code audio}, {@code video} or {@code document}
   * @param uri where it lies, or the provider's file id; null if it was sent inline
   * @param bytes the size of inline content, or null
   * @param sha256 the hash of inline content in hexadecimal, or null
   */
  record Media(
      String modality,
      @Nullable String mimeType,
      @Nullable String uri,
      @Nullable Long bytes,
      @Nullable String sha256)
      implements Part {}

  /** Something newer than Clew: its type and what could be read of it as text. */
  record Other(String type, @Nullable String content) implements Part {}
}
