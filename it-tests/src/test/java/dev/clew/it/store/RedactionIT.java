// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What models say about people does not reach the file; the application sees it unchanged. */
class RedactionIT {
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text("ask jane@example.com, key sk-proj-abcDEF1234567890abcDEF123"))
          .on("streamed", Reply.text("an account DE89 3704 0044 0532 0130 00 in pieces"))
          .on("async", Reply.text("booking BK-123456"))
          .on("failing", Reply.error(429, "card 4111 1111 1111 1111 refused"));

  @Test
  void file_holdsMarkersInsteadOfWhatWasFound() throws IOException {
    TracedRun run =
        Comparison.of(new AskedApplication().jvm())
            .model(MODEL)
            .tracing(jvm -> jvm.option("-Dclew.redact.patterns=booking=BK-\\d+").agent())
            .run();

    String file = Files.readString(run.traces().files().get(0));
    assertThat(file)
        .doesNotContain("jane@", "abcDEF", "3704 0044", "4111 1111", "BK-123456")
        .contains(
            "ask [redacted email], key [redacted key]",
            "an account [redacted iban] in pieces",
            "[redacted booking]",
            "card [redacted card] refused",
            "\"clew.content.redacted\":2");
  }
}
