// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.exporter.json.JsonTreeWriter;
import dev.clew.exporter.json.MessageJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the messages of a generation, cut to what OpenAI accepts.
 *
 * <p>Reasoning is left out for OpenAI, as by its own SDKs, and before the cut, so that it does not
 * take space from the conversation.
 */
final class IngestMessages {
  private final JsonBytes bytes;
  private final boolean limits;

  IngestMessages(JsonBytes bytes, boolean limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  void write(String name, List<Message> messages, JsonTreeWriter json) throws IOException {
    if (!limits) {
      json.name(name);
      MessageJson.messages(messages, json);
      return;
    }
    List<Message> said = messages.stream().map(IngestMessages::withoutReasoning).toList();
    byte[] written = bytes.of(out -> MessageJson.messages(said, out));
    if (written.length <= IngestData.MAX_FIELD_BYTES) {
      json.jsonField(name, new String(written, StandardCharsets.UTF_8));
    } else {
      json.field(name, FieldLimit.fit(bytes.read(written), IngestData.MAX_FIELD_BYTES));
    }
  }

  private static Message withoutReasoning(Message message) {
    if (!message.role().equals("assistant")
        || message.parts().stream().noneMatch(Part.Reasoning.class::isInstance)) {
      return message;
    }
    List<Part> said =
        message.parts().stream().filter(part -> !(part instanceof Part.Reasoning)).toList();
    return new Message(message.role(), said, message.name());
  }
}
