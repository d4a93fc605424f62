// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Legacy completions, called by reflection because 3.x does not have them any more. */
class CompletionTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final String PARAMS = "com.anthropic.models.completions.CompletionCreateParams";

  private final FakeAnthropic server = new FakeAnthropic();
  private final AnthropicClient client = server.client(0);

  @BeforeEach
  void skipWithoutCompletions() {
    Assumptions.assumeTrue(
        CompletionTest.class.getClassLoader().getResource(PARAMS.replace('.', '/') + ".class")
            != null);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private Object call(String method) throws ReflectiveOperationException {
    Class<?> type = Class.forName(PARAMS);
    Object builder = type.getMethod("builder").invoke(null);
    builder.getClass().getMethod("model", String.class).invoke(builder, "claude-x");
    builder.getClass().getMethod("maxTokensToSample", long.class).invoke(builder, 64L);
    builder.getClass().getMethod("prompt", String.class).invoke(builder, "Where to?");
    Object params = builder.getClass().getMethod("build").invoke(builder);
    Object service = AnthropicClient.class.getMethod("completions").invoke(client);
    Method create =
        Class.forName("com.anthropic.services.blocking.CompletionService").getMethod(method, type);
    return create.invoke(service, params);
  }

  @Test
  void create_isAGeneration() throws Exception {
    server.json(
        """
        {"id":"compl_1","type":"completion","completion":"To Rome.","model":"claude-x-1",
         "stop_reason":"stop_sequence"}""");

    call("create");

    assertThat(weaving.spans().only().name()).isEqualTo("completion claude-x");
    assertIsAnswer("compl_1");
  }

  @Test
  void createStreaming_isAGeneration() throws Exception {
    server.events(
        """
        {"type":"completion","id":"compl_2","completion":"To ","model":"claude-x-1",\
        "stop_reason":null}""",
        """
        {"type":"completion","id":"compl_2","completion":"Rome.","model":"claude-x-1",\
        "stop_reason":"stop_sequence"}""");

    Object stream = call("createStreaming");
    Stream<?> chunks =
        (Stream<?>)
            Class.forName("com.anthropic.core.http.StreamResponse")
                .getMethod("stream")
                .invoke(stream);

    assertThat(chunks).hasSize(2);
    assertIsAnswer("compl_2");
  }

  private static void assertIsAnswer(String id) {
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.input()).containsExactly(Message.text("user", "Where to?"));
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.responseId()).isEqualTo(id);
    assertThat(data.finishReasons()).containsExactly("stop_sequence");
    assertThat(data.usage().estimated()).isTrue();
  }
}
