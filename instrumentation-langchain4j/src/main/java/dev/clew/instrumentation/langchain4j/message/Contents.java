// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.message;

import dev.clew.api.message.Part;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.Values;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.VideoContent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts parts of messages. For binary ones the type, location, size and hash are kept, never the
 * bytes.
 */
public final class Contents {
  private Contents() {}

  static List<Part> render(List<? extends Content> contents) {
    List<Part> parts = new ArrayList<>(contents.size());
    for (Content content : contents) {
      parts.add(render(content));
    }
    return parts;
  }

  /** Returns the text of a list of {@link Content}; other parts appear as their type. */
  public static String text(List<?> contents) {
    StringBuilder text = new StringBuilder();
    for (Object content : contents) {
      if (text.length() > 0) {
        text.append('\n');
      }
      if (!LibraryObjects.mayCall(content)) {
        text.append('[').append(content.getClass().getSimpleName()).append(']');
      } else if (content instanceof TextContent piece) {
        text.append(piece.text());
      } else if (content instanceof Content other) {
        text.append('[').append(other.type()).append(']');
      }
    }
    return text.toString();
  }

  /** Returns a part for each {@link Image} in a list. */
  public static List<Part> images(List<?> images) {
    List<Part> parts = new ArrayList<>();
    for (Object image : images) {
      if (image instanceof Image known && LibraryObjects.mayCall(known)) {
        parts.add(media("image", known.mimeType(), known.url(), known.base64Data()));
      }
    }
    return parts;
  }

  private static Part render(Content content) {
    if (!LibraryObjects.mayCall(content)) {
      return new Part.Other(content.getClass().getSimpleName(), Values.text(content));
    }
    if (content instanceof TextContent text) {
      return new Part.Text(text.text());
    }
    if (content instanceof ImageContent image && LibraryObjects.mayCall(image.image())) {
      return images(List.of(image.image())).get(0);
    }
    if (content instanceof AudioContent audio && LibraryObjects.mayCall(audio.audio())) {
      return media(
          "audio", audio.audio().mimeType(), audio.audio().url(), audio.audio().base64Data());
    }
    if (content instanceof VideoContent video && LibraryObjects.mayCall(video.video())) {
      return media(
          "video", video.video().mimeType(), video.video().url(), video.video().base64Data());
    }
    if (content instanceof PdfFileContent pdf && LibraryObjects.mayCall(pdf.pdfFile())) {
      return media(
          "document", pdf.pdfFile().mimeType(), pdf.pdfFile().url(), pdf.pdfFile().base64Data());
    }
    return new Part.Other(content.getClass().getSimpleName(), Values.text(content));
  }

  /** Returns a part for binary content that is at {@code url} or inline. */
  public static Part media(
      String modality, @Nullable String mimeType, @Nullable URI url, @Nullable String base64) {
    if (base64 == null) {
      return new Part.Media(modality, mimeType, url == null ? null : url.toString(), null, null);
    }
    return MediaHash.ofBase64(modality, mimeType, null, base64);
  }
}
