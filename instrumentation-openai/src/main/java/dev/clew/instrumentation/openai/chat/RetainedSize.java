// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import dev.clew.instrumentation.openai.json.Fields;
import java.util.List;

/**
 * Estimates what requests and answers keep alive, from the lengths of their texts.
 *
 * <p>Runs on the application's thread, so it visits messages and not their JSON. What it does not
 * visit, such as tool calls, is small beside documents and images, and covered by an allowance.
 */
final class RetainedSize {
  /** The objects around a message's text, and its tool calls. */
  private static final long PER_MESSAGE = 512;

  private static final long PER_TOOL = 2_048;
  private static final int MAX_MESSAGES = 10_000;

  private RetainedSize() {}

  static long of(ChatCompletionCreateParams params) {
    List<ChatCompletionMessageParam> messages = Fields.list(params._messages());
    int visited = Math.min(messages.size(), MAX_MESSAGES);
    long bytes = messages.size() * PER_MESSAGE;
    for (int i = 0; i < visited; i++) {
      bytes += of(messages.get(i));
    }
    return bytes + Fields.list(params._tools()).size() * PER_TOOL;
  }

  static long of(ChatCompletion answer) {
    long bytes = 0;
    for (ChatCompletion.Choice choice : Fields.list(answer._choices())) {
      bytes += PER_MESSAGE;
      ChatCompletionMessage message = Fields.known(choice._message());
      bytes += message == null ? 0 : length(message._content());
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
        return ofTexts(content.asArrayOfContentParts());
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

  private static long ofTexts(List<ChatCompletionContentPartText> parts) {
    long bytes = 0;
    for (ChatCompletionContentPartText part : parts) {
      bytes += length(part._text());
    }
    return bytes;
  }

  private static long ofParts(List<ChatCompletionContentPart> parts) {
    long bytes = 0;
    for (ChatCompletionContentPart part : parts) {
      if (part.isText()) {
        bytes += length(part.asText()._text());
      } else if (part.isImageUrl()) {
        var image = Fields.known(part.asImageUrl()._imageUrl());
        bytes += image == null ? 0 : length(image._url());
      } else if (part.isInputAudio()) {
        var audio = Fields.known(part.asInputAudio()._inputAudio());
        bytes += audio == null ? 0 : length(audio._data());
      } else if (part.isFile()) {
        var file = Fields.known(part.asFile()._file());
        bytes += file == null ? 0 : length(file._fileData());
      }
    }
    return bytes;
  }

  private static long length(JsonField<String> field) {
    String text = Fields.text(field);
    return text == null ? 0 : text.length();
  }
}
