// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.kit.value.RetainedBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much memory requests and answers keep alive, from the lengths of their texts and
 * inline media.
 *
 * <p>Runs on the application's thread. What it does not read, such as tool calls, is small compared
 * with documents and images, and covered by an allowance.
 */
final class MessageSize {
  /** The objects around a message or block. */
  private static final long OVERHEAD = 512;

  private MessageSize() {}

  static long ofRequest(Object params) {
    return RetainedBytes.of(
            Fields.BY_NAME.list(params, "_messages"), OVERHEAD, MessageSize::ofMessage)
        + ofContent(Fields.BY_NAME.read(params, "_system"))
        + Fields.BY_NAME.list(params, "_tools").size() * RetainedBytes.PER_TOOL;
  }

  static long ofAnswer(@Nullable Object answer) {
    return ofBlocks(Fields.BY_NAME.list(answer, "_content"));
  }

  private static long ofMessage(Object message) {
    return ofContent(content(message));
  }

  /** Returns the content of a message, which has a type per role since 3.0. */
  static @Nullable Object content(Object message) {
    Object role = Fields.BY_NAME.first(message, "user", "assistant", "system");
    return Fields.BY_NAME.read(role != null ? role : message, "_content");
  }

  /** Returns the blocks of a message's content, or of a tool result's. */
  static List<?> blocks(@Nullable Object content) {
    return Fields.BY_NAME.list(
        content,
        "contentBlockParams",
        "blockParams",
        "betaContentBlockParams",
        "blocks",
        "textBlockParams",
        "betaTextBlockParams");
  }

  private static long ofContent(@Nullable Object content) {
    String text = Fields.BY_NAME.text(content, "string");
    return text != null ? text.length() : ofBlocks(blocks(content));
  }

  private static long ofBlocks(List<?> blocks) {
    return RetainedBytes.of(blocks, OVERHEAD, MessageSize::ofBlock);
  }

  private static long ofBlock(Object block) {
    Object text = Fields.BY_NAME.first(block, "text", "thinking");
    if (text != null) {
      return RetainedBytes.of(Fields.BY_NAME.first(text, "_text", "_thinking"));
    }
    Object result = Fields.BY_NAME.read(block, "toolResult");
    if (result != null) {
      return ofContent(Fields.BY_NAME.read(result, "_content"));
    }
    Object media = Fields.BY_NAME.first(block, "image", "document", "base64PdfBlock");
    Object source = Fields.BY_NAME.read(media, "_source");
    Object inline =
        Fields.BY_NAME.first(source, "base64", "base64Image", "base64Pdf", "text", "plainText");
    return RetainedBytes.of(Fields.BY_NAME.read(inline == null ? source : inline, "_data"));
  }
}
