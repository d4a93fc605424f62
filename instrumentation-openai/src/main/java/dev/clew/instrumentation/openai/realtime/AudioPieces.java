// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import dev.clew.api.message.Part;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Audio that is sent or received in pieces of Base64.
 *
 * <p>The pieces are kept by reference for the hash, up to {@link #MAX_CHARACTERS}; longer audio has
 * a size only.
 */
final class AudioPieces {
  /** About a minute and a half of the usual 24 kHz. */
  static final long MAX_CHARACTERS = 6_000_000;

  private final List<String> pieces = new ArrayList<>();
  private long characters;
  private long bytes;
  private boolean tooLong;
  private @Nullable String itemId;
  private @Nullable String transcript;

  synchronized void add(@Nullable String base64) {
    if (base64 == null || base64.isEmpty()) {
      return;
    }
    bytes += bytesOf(base64);
    if (tooLong || characters + base64.length() > MAX_CHARACTERS) {
      tooLong = true;
      pieces.clear();
      characters = 0;
    } else {
      pieces.add(base64);
      characters += base64.length();
    }
  }

  private static long bytesOf(String base64) {
    int end = base64.length();
    while (end > 0 && base64.charAt(end - 1) == '=') {
      end--;
    }
    return end * 3L / 4;
  }

  /** Records the item of the conversation that the audio has become. */
  synchronized void committed(@Nullable String item) {
    itemId = item;
  }

  /** Adds what the provider has heard in the audio of an item, unless it is another item's. */
  synchronized void transcribed(@Nullable String item, @Nullable String text) {
    if (item != null && item.equals(itemId)) {
      transcript = text;
    }
  }

  synchronized boolean isEmpty() {
    return bytes == 0;
  }

  synchronized long retainedBytes() {
    return characters + 64L * pieces.size();
  }

  /** Returns the transcript, if there is one, and the audio; for the export thread. */
  List<Part> parts(@Nullable String mimeType) {
    List<String> kept;
    long size;
    boolean hashed;
    String heard;
    synchronized (this) {
      kept = List.copyOf(pieces);
      size = bytes;
      hashed = !tooLong;
      heard = transcript;
    }
    List<Part> parts = new ArrayList<>();
    if (heard != null) {
      parts.add(new Part.Text(heard));
    }
    if (size > 0) {
      parts.add(
          hashed
              ? MediaHash.ofBase64Pieces("audio", mimeType, kept)
              : new Part.Media("audio", mimeType, null, size, null));
    }
    return parts;
  }
}
