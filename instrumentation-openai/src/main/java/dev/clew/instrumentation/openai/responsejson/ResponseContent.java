// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsejson;

import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;

/** Reads content that is either a string or a list of parts. */
final class ResponseContent {
  private ResponseContent() {}

  /** Returns the parts under {@code key}. */
  static List<Part> parts(JsonTree owner, String key) {
    String text = owner.text(key);
    if (text != null) {
      return List.of(new Part.Text(text));
    }
    List<Part> parts = new ArrayList<>();
    for (JsonTree part : owner.objects(key)) {
      parts.add(part(part));
    }
    return parts;
  }

  private static Part part(JsonTree part) {
    String type = part.textOrEmpty("type");
    return switch (type) {
      case "input_text", "output_text", "text" -> new Part.Text(part.textOrEmpty("text"));
      case "refusal" -> new Part.Refusal(part.textOrEmpty("refusal"));
      case "summary_text", "reasoning_text" -> new Part.Reasoning(part.textOrEmpty("text"));
      case "input_image" -> image(part);
      case "input_file" -> file(part);
      case "input_audio" ->
          part.values().get("input_audio") == null
              ? spoken(part)
              : audio(part.object("input_audio"));
      case "output_audio", "audio" -> spoken(part);
      default -> new Part.Other(type, part.text("text"));
    };
  }

  private static Part image(JsonTree part) {
    String url = part.text("image_url");
    return url == null
        ? new Part.Media("image", null, part.text("file_id"), null, null)
        : MediaHash.ofUrl("image", url);
  }

  private static Part file(JsonTree part) {
    String data = part.text("file_data");
    if (data != null) {
      return data.startsWith("data:")
          ? MediaHash.ofUrl("document", data)
          : MediaHash.ofBase64("document", null, null, data);
    }
    String url = part.text("file_url");
    return new Part.Media("document", null, url != null ? url : part.text("file_id"), null, null);
  }

  /** Speech in the realtime API: its transcript says more than its hash. */
  private static Part spoken(JsonTree part) {
    String transcript = part.text("transcript");
    return transcript == null
        ? MediaHash.ofBase64("audio", null, null, part.textOrEmpty("audio"))
        : new Part.Text(transcript);
  }

  private static Part audio(JsonTree audio) {
    String format = audio.text("format");
    String mimeType = format == null ? null : "audio/" + (format.equals("mp3") ? "mpeg" : format);
    return MediaHash.ofBase64("audio", mimeType, null, audio.textOrEmpty("data"));
  }
}
