// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.Part;
import dev.clew.api.message.Message;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.stream.StreamedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model has said in a response so far: text or sound, and the functions that it requests.
 * Bounded; the excess is counted.
 */
final class LiveAnswer {
  private static final int MAX = 512;

  private final StreamedText text = new StreamedText();
  private final StreamedText transcript = new StreamedText();
  private final List<MediaPieces> media = new ArrayList<>(1);
  private final List<Part> others = new ArrayList<>(0);
  private final List<FunctionCall> calls = new ArrayList<>(0);
  private int dropped;

  void add(Content content) {
    for (Part part : LiveLibrary.parts(content)) {
      String piece = part.text().orElse(null);
      Blob blob = LiveLibrary.own(part.inlineData());
      if (piece != null && part.thought().orElse(false)) {
        text.addReasoning(piece);
      } else if (piece != null) {
        text.add(piece);
      } else if (blob != null) {
        media(blob.mimeType().orElse(null)).add(blob, false);
      } else {
        keep(others, part);
      }
    }
  }

  private synchronized MediaPieces media(@Nullable String mimeType) {
    MediaPieces last = media.isEmpty() ? null : media.get(media.size() - 1);
    if (last == null || (mimeType != null && !mimeType.equals(last.mimeType))) {
      last = new MediaPieces(mimeType);
      keep(media, last);
    }
    return last;
  }

  private synchronized <T> void keep(List<T> list, T item) {
    if (list.size() < MAX) {
      list.add(item);
    } else {
      dropped++;
    }
  }

  void transcribe(@Nullable String piece) {
    transcript.add(piece);
  }

  void call(FunctionCall call) {
    keep(calls, call);
  }

  synchronized List<RequestedTool> requestedTools() {
    List<RequestedTool> requested = new ArrayList<>();
    for (FunctionCall call : calls) {
      String name = call.name().orElse("");
      requested.add(
          new RequestedTool(
              call.id().orElseGet(() -> RequestedTool.idOf(name)), name, new Arguments(call)));
    }
    return requested;
  }

  /** A function's arguments, rendered on the export thread. */
  private record Arguments(FunctionCall call) {
    @Override
    public String toString() {
      return LiveParts.arguments(call);
    }
  }

  synchronized long dropped() {
    return dropped + text.dropped() + transcript.dropped();
  }

  synchronized long retainedBytes() {
    long bytes = text.retainedBytes() + transcript.retainedBytes();
    for (MediaPieces each : media) {
      bytes += each.retainedBytes();
    }
    return bytes + 512L * (others.size() + calls.size());
  }

  /** Returns the answer so far, if there is one; for the export thread. */
  List<Message> messages() {
    List<dev.clew.api.message.Part> parts = text.parts();
    addText(parts, transcript.text());
    List<MediaPieces> sounds;
    synchronized (this) {
      sounds = List.copyOf(media);
      parts.addAll(LiveParts.of(List.copyOf(others)));
    }
    sounds.forEach(each -> parts.add(each.part()));
    synchronized (this) {
      calls.forEach(call -> parts.add(LiveParts.of(call)));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  private static void addText(List<dev.clew.api.message.Part> parts, @Nullable String text) {
    if (text != null) {
      parts.add(new dev.clew.api.message.Part.Text(text));
    }
  }
}
