// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.kit.value.RetainedBytes;
import java.util.List;

/**
 * Estimates how much memory requests and answers keep alive, from the lengths of their texts.
 *
 * <p>Runs on the application's thread, so it reads messages rather than their JSON. What it does
 * not read, such as tool calls, is small compared with documents and images, and covered by an
 * allowance.
 */
final class RetainedSize {
  /** The objects around a message's text, including its tool calls. */
  private static final long PER_MESSAGE = 512;

  private RetainedSize() {}

  static long of(ChatCompletionCreateParams params) {
    return RetainedBytes.of(Fields.list(params._messages()), PER_MESSAGE, RetainedSize::of)
        + Fields.list(params._tools()).size() * RetainedBytes.PER_TOOL;
  }

  static long of(ChatCompletion answer) {
    long bytes = 0;
    for (ChatCompletion.Choice choice : Fields.list(answer._choices())) {
      bytes += PER_MESSAGE;
      ChatCompletionMessage message = Fields.known(choice._message());
      bytes += message == null ? 0 : RetainedBytes.of(Fields.text(message._content()));
    }
    return bytes;
  }

  private static long of(ChatCompletionMessageParam message) {
    if (message.isUser()) {
      var content = Fields.known(message.asUser()._content());
      if (content != null && content.isArrayOfContentParts()) {
        return ofParts(content.asArrayOfContentParts());
      }
      return content != null && content.isText() ? content.asText().length() : 0;
    }
    if (message.isTool()) {
      var content = Fields.known(message.asTool()._content());
      if (content != null && content.isArrayOfContentParts()) {
        return RetainedBytes.of(
            content.asArrayOfContentParts(),
            0,
            part -> RetainedBytes.of(Fields.text(part._text())));
      }
      return content != null && content.isText() ? content.asText().length() : 0;
    }
    if (message.isAssistant()) {
      var content = Fields.known(message.asAssistant()._content());
      return content != null && content.isText() ? content.asText().length() : 0;
    }
    if (message.isSystem()) {
      var content = Fields.known(message.asSystem()._content());
      return content != null && content.isText() ? content.asText().length() : 0;
    }
    if (message.isDeveloper()) {
      var content = Fields.known(message.asDeveloper()._content());
      return content != null && content.isText() ? content.asText().length() : 0;
    }
    return 0;
  }

  private static long ofParts(List<ChatCompletionContentPart> parts) {
    long bytes = 0;
    for (ChatCompletionContentPart part : parts) {
      if (part.isText()) {
        bytes += RetainedBytes.of(Fields.text(part.asText()._text()));
      } else if (part.isImageUrl()) {
        var image = Fields.known(part.asImageUrl()._imageUrl());
        bytes += image == null ? 0 : RetainedBytes.of(Fields.text(image._url()));
      } else if (part.isInputAudio()) {
        var audio = Fields.known(part.asInputAudio()._inputAudio());
        bytes += audio == null ? 0 : RetainedBytes.of(Fields.text(audio._data()));
      } else if (part.isFile()) {
        var file = Fields.known(part.asFile()._file());
        bytes += file == null ? 0 : RetainedBytes.of(Fields.text(file._fileData()));
      }
    }
    return bytes;
  }
}
