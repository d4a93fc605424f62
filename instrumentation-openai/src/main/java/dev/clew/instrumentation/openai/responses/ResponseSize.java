// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.kit.value.RetainedBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much memory requests and answers keep alive, from the lengths of potentially long
 * fields.
 */
final class ResponseSize {
  private static final long PER_ITEM = 512;

  /** The message accessors in items of requests and answers, most frequent first. */
  private static final String[] MESSAGES = {
    "easyInputMessage",
    "message",
    "responseOutputMessage",
    "betaEasyInputMessage",
    "betaResponseOutputMessage"
  };

  private ResponseSize() {}

  static long ofRequest(Object request) {
    long bytes = RetainedBytes.of(Fields.BY_NAME.read(request, "_instructions"));
    Object input = Fields.BY_NAME.read(request, "_input");
    bytes += text(input, "text", "string");
    bytes += ofItems(ResponseInput.items(input));
    return bytes
        + (Fields.BY_NAME.read(request, "_tools") instanceof List<?> tools ? tools.size() : 0)
            * RetainedBytes.PER_TOOL;
  }

  static long ofItems(List<?> items) {
    return RetainedBytes.of(items, PER_ITEM, ResponseSize::ofItem);
  }

  private static long ofItem(Object item) {
    Object message = Fields.BY_NAME.first(item, MESSAGES);
    if (message != null) {
      return content(Fields.BY_NAME.read(message, "_content"));
    }
    Object call = Fields.BY_NAME.read(item, "functionCall");
    if (call != null) {
      return RetainedBytes.of(Fields.BY_NAME.read(call, "_arguments"));
    }
    Object output = Fields.BY_NAME.read(item, "functionCallOutput");
    if (output != null) {
      // A string at first; a union of string and list since 4.0.
      return text(Fields.BY_NAME.read(output, "_output"), "string");
    }
    return RetainedBytes.of(
            Fields.BY_NAME.read(Fields.BY_NAME.read(item, "imageGenerationCall"), "_result"))
        + drawings(Fields.BY_NAME.read(item, "codeInterpreterCall"));
  }

  /** Images drawn by a code interpreter are part of the response. */
  private static long drawings(@Nullable Object codeInterpreterCall) {
    Object outputs = Fields.BY_NAME.read(codeInterpreterCall, "_outputs");
    long bytes = 0;
    for (Object output : outputs instanceof List<?> list ? list : List.of()) {
      bytes += RetainedBytes.of(Fields.BY_NAME.read(Fields.BY_NAME.read(output, "image"), "_url"));
    }
    return bytes;
  }

  private static long content(@Nullable Object content) {
    Object parts =
        content instanceof List<?>
            ? content
            : Fields.BY_NAME.first(
                content, "responseInputMessageContentList", "betaResponseInputMessageContentList");
    long bytes = text(content, "textInput");
    for (Object part : parts instanceof List<?> list ? list : List.of()) {
      bytes +=
          RetainedBytes.of(
              Fields.BY_NAME.read(Fields.BY_NAME.first(part, "inputText", "outputText"), "_text"));
      bytes +=
          RetainedBytes.of(
              Fields.BY_NAME.read(Fields.BY_NAME.read(part, "inputImage"), "_imageUrl"));
      bytes +=
          RetainedBytes.of(
              Fields.BY_NAME.read(Fields.BY_NAME.read(part, "inputFile"), "_fileData"));
    }
    return bytes;
  }

  /** Returns the length of a string, or of the string in a union. */
  private static long text(@Nullable Object value, String... accessors) {
    return RetainedBytes.of(
        value instanceof String ? value : Fields.BY_NAME.first(value, accessors));
  }
}
