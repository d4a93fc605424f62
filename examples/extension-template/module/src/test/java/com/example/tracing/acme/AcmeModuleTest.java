// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.acme.AcmeClient;
import com.example.acme.AcmeException;
import com.example.acme.Piece;
import com.example.acme.Prompt;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.message.Message;
import dev.clew.testkit.WeavingExtension;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls the real library, woven as Clew weaves it in an application. */
class AcmeModuleTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new AcmeModule());

  private final AcmeClient client = new AcmeClient("acme-1");

  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(AcmeModule.class);
  }

  @Test
  void reply_isAGeneration() {
    assertThat(client.complete(new Prompt("say hello")).text()).isEqualTo("SAY HELLO");

    assertThat(weaving.tree()).hasToString("generation complete acme-1\n");
    assertThat(weaving.spans().only(GenerationData.class))
        .isEqualTo(
            new GenerationData.Builder()
                .provider("acme")
                .requestModel("acme-1")
                .responseModel("acme-1")
                .input(List.of(Message.text("user", "say hello")))
                .output(List.of(Message.text("assistant", "SAY HELLO")))
                .usage(Usage.of(2, 2))
                .build());
  }

  @Test
  void error_reachesTheCallerAndTheSpan() {
    assertThatThrownBy(() -> client.complete(new Prompt(" "))).isInstanceOf(AcmeException.class);

    assertThat(weaving.tree())
        .hasToString("generation complete acme-1 [error com.example.acme.AcmeException]\n");
  }

  @Test
  void future_endsTheSpanWhenItCompletes() throws InterruptedException {
    assertThat(client.completeAsync(new Prompt("later")).join().text()).isEqualTo("LATER");

    weaving.spans().await(1);
    assertThat(weaving.spans().only(GenerationData.class).output())
        .containsExactly(Message.text("assistant", "LATER"));
  }

  @Test
  void future_thatFails_failsTheSpan() throws InterruptedException {
    assertThatThrownBy(() -> client.completeAsync(new Prompt(" ")).join())
        .hasCauseInstanceOf(AcmeException.class);

    weaving.spans().await(1);
    assertThat(weaving.tree())
        .hasToString("generation complete acme-1 [error com.example.acme.AcmeException]\n");
  }

  @Test
  void stream_readToItsEnd_isOneSpanWithTheWholeText() {
    assertThat(client.stream(new Prompt("in two")).map(Piece::text)).containsExactly("IN", " TWO");

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.streamed()).isTrue();
    assertThat(data.output()).containsExactly(Message.text("assistant", "IN TWO"));
    assertThat(weaving.spans().only().firstChunkEpochNanos()).isNotNull();
  }

  @Test
  void stream_closedEarly_isCancelledWithWhatWasRead() {
    try (Stream<Piece> pieces = client.stream(new Prompt("one two three"))) {
      Iterator<Piece> first = pieces.iterator();
      assertThat(first.next().text()).isEqualTo("ONE");
    }

    assertThat(weaving.tree()).hasToString("generation complete acme-1 [cancelled]\n");
    assertThat(weaving.spans().only(GenerationData.class).output())
        .containsExactly(Message.text("assistant", "ONE"));
  }

  @Test
  void stream_notReadYet_hasNoSpanYet() {
    Stream<Piece> pieces = client.stream(new Prompt("lazy"));

    assertThat(weaving.spans().spans()).isEmpty();
    pieces.close();
  }
}
