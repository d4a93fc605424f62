// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import dev.clew.api.message.Message;
import dev.clew.instrumentation.langchain4j.message.Contents;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.MediaHash;
import dev.langchain4j.data.audio.Audio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts audio to a message: its type, size and hash, or its address. */
final class AudioMessages {
  private AudioMessages() {}

  static List<Message> message(String role, @Nullable Audio audio) {
    if (audio == null || !LibraryObjects.mayCall(audio)) {
      return List.of();
    }
    byte[] binary = audio.binaryData();
    return List.of(
        Message.of(
            role,
            List.of(
                binary == null
                    ? Contents.media("audio", audio.mimeType(), audio.url(), audio.base64Data())
                    : MediaHash.ofBytes("audio", audio.mimeType(), binary))));
  }
}
