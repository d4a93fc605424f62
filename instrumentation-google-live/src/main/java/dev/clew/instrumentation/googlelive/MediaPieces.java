// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.Blob;
import dev.clew.api.message.Part;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Audio or pictures of one type that are sent or received in pieces.
 *
 * <p>The pieces are kept for the hash, up to {@link #MAX_BYTES}; longer media have a size only.
 */
final class MediaPieces {
  /** About a minute and a half of the usual 24 kHz. */
  static final long MAX_BYTES = 4_500_000;

  final @Nullable String mimeType;
  private final List<byte[]> pieces = new ArrayList<>();
  private long kept;
  private long size;
  private boolean tooLong;

  MediaPieces(@Nullable String mimeType) {
    this.mimeType = mimeType;
  }

  /**
   * Adds a piece.
   *
   * @param reused whether its owner may go on writing into the array
   */
  synchronized void add(Blob blob, boolean reused) {
    byte[] data = blob.data().orElse(null);
    if (data == null || data.length == 0) {
      return;
    }
    size += data.length;
    if (tooLong || kept + data.length > MAX_BYTES) {
      tooLong = true;
      pieces.clear();
      kept = 0;
    } else {
      pieces.add(reused ? data.clone() : data);
      kept += data.length;
    }
  }

  synchronized long retainedBytes() {
    return kept + 64L * pieces.size();
  }

  /** Describes the media; for the export thread. */
  Part part() {
    List<byte[]> all;
    synchronized (this) {
      if (tooLong) {
        return new Part.Media(MediaHash.modality(mimeType), mimeType, null, size, null);
      }
      all = List.copyOf(pieces);
    }
    return MediaHash.ofPieces(MediaHash.modality(mimeType), mimeType, all);
  }
}
