// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.WeavingExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The models switched off, and the agents not: each module has a setting of its own. */
@Tag("newest") // the setting is the same for all versions
class ModuleOffTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new BedrockModule(), new BedrockAgentsModule()).without("bedrock");

  private final FakeBedrock server = new FakeBedrock();

  @Test
  void moduleThatIsSwitchedOff_givesNoSpan() {
    server.converse("end_turn", text("Rome."));

    server.client().converse(request -> request.modelId("m").messages(Said.user("Hi")));

    assertThat(server.requests()).hasSize(1);
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void otherModuleOfTheService_stillTraces() {
    server.json("{\"retrievalResults\":[]}");

    server.agents().retrieve(r -> r.knowledgeBaseId("KB1").retrievalQuery(q -> q.text("Rome")));

    assertThat(weaving.tree()).hasToString("retrieval knowledge base KB1\n");
  }
}
