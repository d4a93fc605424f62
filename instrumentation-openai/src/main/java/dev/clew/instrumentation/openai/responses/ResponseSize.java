// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import com.openai.core.JsonField;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import dev.clew.instrumentation.openai.json.Accessors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Estimates what requests and answers keep alive, from the lengths of what may be long. */
final class ResponseSize {
  private static final long PER_ITEM = 512;
  private static final long PER_TOOL = 2_048;
  private static final int MAX_ITEMS = 10_000;

  private ResponseSize() {}

  static long of(ResponseCreateParams params) {
    long bytes = length(params._instructions());
    ResponseCreateParams.Input input = params._input().asKnown().orElse(null);
    if (input != null && input.isText()) {
      bytes += input.asText().length();
    } else if (input != null && input.isResponse()) {
      List<ResponseInputItem> items = input.asResponse();
      bytes += items.size() * PER_ITEM;
      for (ResponseInputItem item : items.subList(0, Math.min(items.size(), MAX_ITEMS))) {
        bytes += of(item);
      }
    }
    return bytes + params._tools().asKnown().map(List::size).orElse(0) * PER_TOOL;
  }

  static long of(Response response) {
    long bytes = 0;
    for (ResponseOutputItem item : response._output().asKnown().orElse(List.of())) {
      bytes += PER_ITEM;
      if (item.isMessage()) {
        bytes += of(item.asMessage());
      } else if (item.isFunctionCall()) {
        bytes += length(item.asFunctionCall()._arguments());
      } else {
        String image = Accessors.text(Accessors.read(item, "imageGenerationCall"), "_result");
        bytes += image == null ? 0 : image.length();
      }
    }
    return bytes;
  }

  private static long of(ResponseInputItem item) {
    if (item.isEasyInputMessage()) {
      EasyInputMessage.Content content =
          item.asEasyInputMessage()._content().asKnown().orElse(null);
      if (content != null && content.isTextInput()) {
        return content.asTextInput().length();
      }
      return content != null && content.isResponseInputMessageContentList()
          ? of(content.asResponseInputMessageContentList())
          : 0;
    } else if (item.isMessage()) {
      return of(item.asMessage()._content().asKnown().orElse(List.of()));
    } else if (item.isResponseOutputMessage()) {
      return of(item.asResponseOutputMessage());
    } else if (item.isFunctionCall()) {
      return length(item.asFunctionCall()._arguments());
    } else if (item.isFunctionCallOutput()) {
      return outputLength(Accessors.read(item.asFunctionCallOutput(), "_output"));
    }
    return 0;
  }

  /** A string at first, and a union of string and list since 4.0. */
  private static long outputLength(@Nullable Object output) {
    String text = output instanceof String plain ? plain : Accessors.text(output, "string");
    return text == null ? 0 : text.length();
  }

  private static long of(List<ResponseInputContent> parts) {
    long bytes = 0;
    for (ResponseInputContent part : parts) {
      if (part.isInputText()) {
        bytes += length(part.asInputText()._text());
      } else if (part.isInputImage()) {
        bytes += length(part.asInputImage()._imageUrl());
      } else if (part.isInputFile()) {
        bytes += length(part.asInputFile()._fileData());
      }
    }
    return bytes;
  }

  private static long of(ResponseOutputMessage message) {
    long bytes = 0;
    for (ResponseOutputMessage.Content part : message._content().asKnown().orElse(List.of())) {
      bytes += part.isOutputText() ? length(part.asOutputText()._text()) : 0;
    }
    return bytes;
  }

  private static long length(JsonField<String> field) {
    return field.asString().map(String::length).orElse(0);
  }
}
