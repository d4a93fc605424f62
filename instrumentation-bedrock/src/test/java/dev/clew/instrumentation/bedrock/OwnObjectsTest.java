// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.document.Document;

/** An application may pass maps of its own, which Clew must not call. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new BedrockModule());

  private final FakeBedrock server = new FakeBedrock();

  @AfterEach
  void stop() {
    Probe.calls();
  }

  @Test
  void ownMapInADocument_isReadByTheSdkAlone() {
    OwnMap map = new OwnMap();
    server.converse("end_turn", text("Rome."));

    server
        .client()
        .converse(
            request ->
                request
                    .modelId("m")
                    .additionalModelRequestFields(Document.fromMap(map))
                    .messages(Said.user("Hi")));
    Probe.calls(); // those of the SDK itself
    map.isWatched = true;
    Probe.export(() -> weaving.tree());

    assertThat(weaving.tree()).hasToString("generation chat m\n");
    assertThat(Probe.calls()).isEmpty();
  }

  private static final class OwnMap extends AbstractMap<String, Document> {
    private boolean isWatched;

    @Override
    public Set<Map.Entry<String, Document>> entrySet() {
      if (isWatched) {
        Probe.note("Map", "entrySet");
      }
      return Map.of("top_k", Document.fromNumber(3)).entrySet();
    }
  }
}
