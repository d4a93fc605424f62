// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.message;

import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.RetainedBytes;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many bytes messages keep alive, from the lengths of their texts; nothing is copied.
 *
 * <p>Tool results are not called: their text may be computed on demand, and with several parts the
 * method throws.
 */
public final class RetainedSize {
  private static final int PER_MESSAGE = 256;

  private RetainedSize() {}

  /** Returns an estimate for all {@code messages}. */
  public static long of(List<? extends ChatMessage> messages) {
    long bytes = 0;
    for (ChatMessage message : messages) {
      bytes += PER_MESSAGE + (LibraryObjects.mayCall(message) ? of(message) : 0);
    }
    return bytes;
  }

  private static long of(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return length(system.text());
    }
    if (message instanceof UserMessage user) {
      long bytes = 0;
      for (Content content : user.contents()) {
        bytes += LibraryObjects.mayCall(content) ? of(content) : 0;
      }
      return bytes;
    }
    if (message instanceof AiMessage ai) {
      long bytes = length(ai.text()) + RetainedBytes.of(Accessors.read(ai, "thinking"));
      for (ToolExecutionRequest request : ai.toolExecutionRequests()) {
        bytes += LibraryObjects.mayCall(request) ? length(request.arguments()) : 0;
      }
      return bytes;
    }
    return 0;
  }

  private static long of(Content content) {
    if (content instanceof TextContent text) {
      return length(text.text());
    }
    if (content instanceof ImageContent image && LibraryObjects.mayCall(image.image())) {
      return length(image.image().base64Data());
    }
    if (content instanceof PdfFileContent pdf && LibraryObjects.mayCall(pdf.pdfFile())) {
      return length(pdf.pdfFile().base64Data());
    }
    if (content instanceof AudioContent audio && LibraryObjects.mayCall(audio.audio())) {
      return length(audio.audio().base64Data());
    }
    if (content instanceof VideoContent video && LibraryObjects.mayCall(video.video())) {
      return length(video.video().base64Data());
    }
    return 0;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
