// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.message;

import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link Message}, modelled on the part types of OpenTelemetry's GenAI message schema.
 */
public sealed interface Part {
  /** Plain text. */
  record Text(String text) implements Part {}

  /** The model's reasoning, or a summary of it. */
  record Reasoning(String text) implements Part {}

  /** The model's refusal to answer. */
  record Refusal(String text) implements Part {}

  /**
   * The model's request to run a tool.
   *
   * @param arguments JSON text as the model wrote it, which need not be valid
   */
  record ToolCall(@Nullable String id, String name, String arguments) implements Part {}

  /** The result of a tool call. */
  record ToolResult(@Nullable String callId, String content) implements Part {}

  /**
   * An image, sound, video or document, without its bytes.
   *
   * @param modality {@code image}, {@code audio}, {@code video} or {@code document}
   * @param uri its location, or the provider's file id; null if it was sent inline
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

  /** A part type newer than Clew, with whatever could be read of it as text. */
  record Other(String type, @Nullable String content) implements Part {}
}
