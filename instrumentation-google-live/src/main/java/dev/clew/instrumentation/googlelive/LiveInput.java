// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.Part;
import dev.clew.api.message.Message;
import dev.clew.kit.stream.StreamedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been said to the model since its last response, and what the provider has heard in it.
 * The lock is held for single operations on the list. Bounded; the excess is counted.
 */
final class LiveInput {
  private static final int MAX = 200;

  /** Contents, function results, texts, and media in pieces; guarded by this. */
  private final List<Object> said = new ArrayList<>();

  private final StreamedText transcript = new StreamedText();
  private int dropped;

  /** Adds a content, a function's result or a text. */
  synchronized void add(Object item) {
    if (said.size() < MAX) {
      said.add(item);
    } else {
      dropped++;
    }
  }

  /** Adds a piece of audio or a picture; all of one type are one. */
  void hear(Blob blob) {
    media(blob.mimeType().orElse(null)).add(blob, true);
  }

  private synchronized MediaPieces media(@Nullable String mimeType) {
    for (Object each : said) {
      if (each instanceof MediaPieces media && Objects.equals(mimeType, media.mimeType)) {
        return media;
      }
    }
    MediaPieces media = new MediaPieces(mimeType);
    add(media);
    return media;
  }

  /** Adds to what the provider has heard. */
  void transcribe(@Nullable String text) {
    transcript.add(text);
  }

  synchronized int dropped() {
    return dropped;
  }

  private synchronized List<Object> said() {
    return List.copyOf(said);
  }

  long retainedBytes() {
    long bytes = transcript.retainedBytes();
    for (Object each : said()) {
      if (each instanceof MediaPieces media) {
        bytes += media.retainedBytes();
      } else if (each instanceof String text) {
        bytes += text.length();
      } else {
        bytes += 1_024;
      }
    }
    return bytes;
  }

  /** Returns the messages; for the export thread. */
  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    List<dev.clew.api.message.Part> live = new ArrayList<>();
    List<dev.clew.api.message.Part> results = new ArrayList<>();
    String heard = transcript.text();
    if (heard != null) {
      live.add(new dev.clew.api.message.Part.Text(heard));
    }
    for (Object each : said()) {
      if (each instanceof Content content) {
        messages.add(message(content));
      } else if (each instanceof FunctionResponse response) {
        results.addAll(LiveParts.of(List.of(Part.builder().functionResponse(response).build())));
      } else if (each instanceof MediaPieces media) {
        live.add(media.part());
      } else {
        live.add(new dev.clew.api.message.Part.Text(String.valueOf(each)));
      }
    }
    add(messages, "tool", results);
    add(messages, "user", live);
    return messages;
  }

  private static Message message(Content content) {
    String role = content.role().orElse("user");
    return Message.of(
        role.equals("model") ? "assistant" : role, LiveParts.of(LiveLibrary.parts(content)));
  }

  private static void add(
      List<Message> messages, String role, List<dev.clew.api.message.Part> parts) {
    if (!parts.isEmpty()) {
      messages.add(Message.of(role, parts));
    }
  }
}
