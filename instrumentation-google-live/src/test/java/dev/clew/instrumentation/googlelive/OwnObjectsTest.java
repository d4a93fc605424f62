// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.types.Blob;
import com.google.genai.types.LiveSendRealtimeInputParameters;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application may extend the library's types, whose methods Clew must not call. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleLiveModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownKindOfAudio_isReadByTheLibraryAlone() throws Exception {
    try (LiveConversation live = new LiveConversation()) {
      live.session()
          .sendRealtimeInput(
              LiveSendRealtimeInputParameters.builder().audio(new OwnAudio()).build())
          .get(10, TimeUnit.SECONDS);
      live.providerSays("Fine.");
      live.providerEndsTheTurn();
      Probe.export(() -> assertThat(weaving.tree()).hasToString("response live gemini-live\n"));
    }

    assertThat(Probe.calls()).isEmpty();
  }

  private static final class OwnAudio extends Blob {
    @Override
    public Optional<String> displayName() {
      Probe.note("Blob", "displayName");
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> data() {
      Probe.note("Blob", "data");
      return Optional.of(new byte[] {1});
    }

    @Override
    public Optional<String> mimeType() {
      Probe.note("Blob", "mimeType");
      return Optional.of("audio/pcm");
    }

    @Override
    public Builder toBuilder() {
      throw new UnsupportedOperationException();
    }
  }
}
