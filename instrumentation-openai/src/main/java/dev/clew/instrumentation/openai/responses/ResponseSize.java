// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.instrumentation.openai.json.Accessors;
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
    long bytes = RetainedBytes.of(Accessors.read(request, "_instructions"));
    Object input = Accessors.read(request, "_input");
    bytes += text(input, "text", "string");
    bytes += ofItems(ResponseInput.items(input));
    return bytes
        + (Accessors.read(request, "_tools") instanceof List<?> tools ? tools.size() : 0)
            * RetainedBytes.PER_TOOL;
  }

  static long ofItems(List<?> items) {
    return RetainedBytes.of(items, PER_ITEM, ResponseSize::ofItem);
  }

  private static long ofItem(Object item) {
    Object message = Accessors.first(item, MESSAGES);
    if (message != null) {
      return content(Accessors.read(message, "_content"));
    }
    Object call = Accessors.read(item, "functionCall");
    if (call != null) {
      return RetainedBytes.of(Accessors.read(call, "_arguments"));
    }
    Object output = Accessors.read(item, "functionCallOutput");
    if (output != null) {
      // A string at first; a union of string and list since 4.0.
      return text(Accessors.read(output, "_output"), "string");
    }
    return RetainedBytes.of(Accessors.read(Accessors.read(item, "imageGenerationCall"), "_result"))
        + drawings(Accessors.read(item, "codeInterpreterCall"));
  }

  /** Images drawn by a code interpreter are part of the response. */
  private static long drawings(@Nullable Object codeInterpreterCall) {
    Object outputs = Accessors.read(codeInterpreterCall, "_outputs");
    long bytes = 0;
    for (Object output : outputs instanceof List<?> list ? list : List.of()) {
      bytes += RetainedBytes.of(Accessors.read(Accessors.read(output, "image"), "_url"));
    }
    return bytes;
  }

  private static long content(@Nullable Object content) {
    Object parts =
        content instanceof List<?>
            ? content
            : Accessors.first(
                content, "responseInputMessageContentList", "betaResponseInputMessageContentList");
    long bytes = text(content, "textInput");
    for (Object part : parts instanceof List<?> list ? list : List.of()) {
      bytes +=
          RetainedBytes.of(
              Accessors.read(Accessors.first(part, "inputText", "outputText"), "_text"));
      bytes += RetainedBytes.of(Accessors.read(Accessors.read(part, "inputImage"), "_imageUrl"));
      bytes += RetainedBytes.of(Accessors.read(Accessors.read(part, "inputFile"), "_fileData"));
    }
    return bytes;
  }

  /** Returns the length of a string, or of the string in a union. */
  private static long text(@Nullable Object value, String... accessors) {
    return RetainedBytes.of(value instanceof String ? value : Accessors.first(value, accessors));
  }
}
