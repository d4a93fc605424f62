// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.clew.api.message.Message;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of a request, as it was when the request was sent: the client goes on adding to
 * the list that it passes, and the application may do so to a content's parts.
 *
 * @param turns the contents, of which those that are not the library's own have no parts
 */
record Contents(List<Turn> turns) {
  private static final long PER_PART = 256;

  /**
   * A content.
   *
   * @param parts the library's own parts
   */
  record Turn(String role, List<Part> parts) {}

  static Contents of(@Nullable List<?> contents) {
    List<Turn> turns = new ArrayList<>();
    for (Object each : GenAiLibrary.safe(contents)) {
      turns.add(each instanceof Content content ? turn(content) : new Turn("user", List.of()));
    }
    return new Contents(turns);
  }

  private static Turn turn(Content content) {
    return GenAiLibrary.own(content) == null
        ? new Turn("user", List.of())
        : new Turn(content.role().orElse("user"), parts(content));
  }

  /** Returns the library's own parts of a content of the library. */
  static List<Part> parts(Content content) {
    List<Part> parts = new ArrayList<>();
    for (Part part : GenAiLibrary.safe(content.parts().orElse(null))) {
      if (GenAiLibrary.own(part) != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Returns the messages; for the export thread. */
  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (Turn turn : turns) {
      messages.add(
          Message.of(
              ContentParts.role(turn.role()),
              ContentParts.of(turn.parts().stream().map(GenAiJson::read).toList())));
    }
    return messages;
  }

  /** Estimates how many bytes the conversation occupies. */
  long retainedBytes() {
    return RetainedBytes.of(
        turns, PER_PART, turn -> RetainedBytes.of(turn.parts(), PER_PART, Contents::retainedBytes));
  }

  /** Estimates how many bytes a part's text or inline media occupies. */
  static long retainedBytes(Part part) {
    Blob blob = GenAiLibrary.own(part.inlineData().orElse(null));
    byte[] data = blob == null ? null : blob.data().orElse(null);
    return RetainedBytes.of(part.text().orElse(null)) + (data == null ? 0 : data.length);
  }
}
