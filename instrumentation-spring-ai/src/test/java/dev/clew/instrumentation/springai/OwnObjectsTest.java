// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SampleMessages;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.rag.Query;
import org.springframework.ai.vectorstore.SearchRequest;
import reactor.core.publisher.Flux;

/**
 * Calls every method hooked in application classes, with application objects: those are called only
 * as often as without Clew, however arguments and results are created.
 */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiModule());

  private static volatile UnaryOperator<Object> made = UnaryOperator.identity();

  /** A method of a library interface that applications implement. */
  record Hooked(Class<?> type, Method method) {
    @Override
    public String toString() {
      return type.getSimpleName() + "." + method.getName();
    }
  }

  static List<Hooked> hooked() throws ClassNotFoundException {
    List<Hooked> hooked = new ArrayList<>();
    for (HookPoint point : new SpringAiModule().hookPoints()) {
      String file = point.className().replace('.', '/') + ".class";
      if (point.implementations()
          && OwnObjectsTest.class.getClassLoader().getResource(file) != null) {
        Class<?> type = Class.forName(point.className());
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(point.methodName()) && !method.isBridge())
            .filter(method -> takes(point, method))
            .forEach(method -> hooked.add(new Hooked(type, method)));
      }
    }
    assertThat(hooked).hasSizeGreaterThan(8);
    return hooked;
  }

  private static boolean takes(HookPoint point, Method method) {
    List<String> names = Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
    return point.parameterTypes() == null || point.parameterTypes().equals(names);
  }

  @BeforeAll
  static void answerWithSamples() {
    Probe.answerWith(OwnObjectsTest::sample);
  }

  @AfterEach
  void samplesAreRealAgain() {
    made = UnaryOperator.identity();
    Probe.calls();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownImplementation_isNotCalled(Hooked hooked) throws Exception {
    call(hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hooked")
  void ownSubclassesOfWhatIsTakenAndReturned_areNotCalled(Hooked hooked) throws Exception {
    made = Probe::like;

    call(hooked);

    assertThat(Probe.calls()).isEmpty();
  }

  private static void call(Hooked hooked) throws Exception {
    Object receiver = Probe.implementing(hooked.type());
    Object[] arguments =
        Arrays.stream(hooked.method().getParameterTypes())
            .map(type -> made.apply(real(type)))
            .toArray();
    try {
      Object result = hooked.method().invoke(receiver, arguments);
      if (result instanceof Flux<?> stream) {
        stream.blockLast();
      }
    } catch (InvocationTargetException refused) {
      // Calls by the library's own default methods do not count.
    }
    Probe.export(() -> weaving.spans().spans().forEach(span -> span.payload().render()));
  }

  private static @Nullable Object sample(Type type) {
    Class<?> raw =
        (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    if (raw == Flux.class) {
      return Flux.just(made.apply(real(ChatResponse.class)));
    }
    return raw == List.class
        ? List.of(made.apply(real(Document.class)))
        : raw == int.class ? (Object) 1 : made.apply(real(raw));
  }

  /** Returns an object of the library that contains samples. */
  private static Object real(Class<?> type) {
    UserMessage question = (UserMessage) made.apply(new UserMessage("Where to?"));
    AssistantMessage answer =
        (AssistantMessage)
            made.apply(
                SampleMessages.assistant(
                    "To Rome.", new AssistantMessage.ToolCall("1", "function", "fare", "{}")));
    ToolCallingChatOptions options =
        (ToolCallingChatOptions) made.apply(ToolCallingChatOptions.builder().build());
    Prompt prompt = (Prompt) made.apply(new Prompt(List.of(question), options));
    ChatResponse response =
        new ChatResponse(
            List.of((Generation) made.apply(new Generation(answer))),
            ChatResponseMetadata.builder()
                .usage((DefaultUsage) made.apply(new DefaultUsage(1, 2)))
                .build());
    List<Object> samples =
        List.of(
            "{}",
            prompt,
            response,
            options,
            new ToolContext(Map.of()),
            new ChatClientRequest(prompt, Map.of()),
            new ChatClientResponse(response, Map.of()),
            SearchRequest.builder().query("Rome").build(),
            new Document("Rome is in Italy."),
            new Query("Rome"));
    return samples.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> Probe.implementing(type));
  }
}
