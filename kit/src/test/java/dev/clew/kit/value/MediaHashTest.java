// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.message.Part;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MediaHashTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void modality_isThatOfTheMimeType() {
    assertThat(MediaHash.modality("image/png")).isEqualTo("image");
    assertThat(MediaHash.modality("application/pdf")).isEqualTo("document");
    assertThat(MediaHash.modality(null)).isEqualTo("document");
  }

  @Test
  void ofUrl_dataUrlWithParameters_keepsTheTypeAlone() {
    assertThat(MediaHash.ofUrl("image", "data:image/svg+xml;charset=utf-8;base64,YWJj"))
        .isEqualTo(new Part.Media("image", "image/svg+xml", null, 3L, ABC));
  }

  @Test
  void ofUrl_dataUrlWithoutBase64_keepsTypeAndLength() {
    assertThat(MediaHash.ofUrl("document", "data:text/plain,abc"))
        .isEqualTo(new Part.Media("document", "text/plain", null, 3L, null));
  }

  @Test
  void ofUrl_dataUrlThatBreaksOff_isKeptAsItIs() {
    assertThat(MediaHash.ofUrl("image", "data:image/png"))
        .isEqualTo(new Part.Media("image", null, "data:image/png", null, null));
  }

  @Test
  void ofBase64_brokenIntoLines_isDecoded() {
    assertThat(MediaHash.ofBase64("audio", "audio/wav", "a1", "YW\r\nJj"))
        .isEqualTo(new Part.Media("audio", "audio/wav", "a1", 3L, ABC));
  }

  @Test
  void ofBase64_cutOff_hasNoSize() {
    assertThat(MediaHash.ofBase64("audio", null, null, "YWJjY"))
        .isEqualTo(new Part.Media("audio", null, null, null, null));
  }

  @Test
  void ofBase64_large_isHashedWhole() throws Exception {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

    assertThat(MediaHash.ofBase64("image", null, null, Base64.getEncoder().encodeToString(bytes)))
        .isEqualTo(new Part.Media("image", null, null, 3_000_001L, hash));
  }

  @Test
  void ofInline_dataUrlOrBase64_isRecognised() {
    assertThat(MediaHash.ofInline("document", null, "data:text/plain;base64,YWJj"))
        .isEqualTo(new Part.Media("document", "text/plain", null, 3L, ABC));
    assertThat(MediaHash.ofInline("document", "text/plain", "YWJj"))
        .isEqualTo(new Part.Media("document", "text/plain", null, 3L, ABC));
  }

  @Test
  void ofBytes_isHashedAsItIs() {
    assertThat(MediaHash.ofBytes("audio", "audio/wav", new byte[] {'a', 'b', 'c'}))
        .isEqualTo(new Part.Media("audio", "audio/wav", null, 3L, ABC));
  }

  @Test
  void ofPieces_isHashedAsAWhole() {
    assertThat(
            MediaHash.ofPieces(
                "audio", "audio/pcm", List.of(new byte[] {'a'}, new byte[] {'b', 'c'})))
        .isEqualTo(new Part.Media("audio", "audio/pcm", null, 3L, ABC));
  }
}
