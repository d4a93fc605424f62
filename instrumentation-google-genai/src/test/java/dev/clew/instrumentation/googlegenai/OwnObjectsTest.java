// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static dev.clew.instrumentation.googlegenai.FakeGemini.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.Part;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application may pass lists, maps and values of its own, which Clew must not call. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleGenAiModule());

  private final FakeGemini server = new FakeGemini();
  private final Client client = server.client();

  @AfterEach
  void stop() {
    server.close();
    Probe.calls();
  }

  private static Content content(List<Part> parts) {
    return Content.builder().role("user").parts(parts).build();
  }

  private void ask(List<Content> contents) {
    server.answer(text("Rome."));
    client.models.generateContent("gemini-x", contents, null);
  }

  @Test
  void ownListOfContents_isNotRead() {
    ask(new OwnList<>(List.of(content(List.of(Part.fromText("Hi"))))));

    assertThat(weaving.tree()).hasToString("generation chat gemini-x\n");
    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownListOfParts_isNotRead() {
    ask(List.of(content(new OwnList<>(List.of(Part.fromText("Hi"))))));

    assertThat(weaving.tree()).hasToString("generation chat gemini-x\n");
    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownValuesOfARequestedFunction_areNeitherComparedNorRead() {
    server.answer(FakeGemini.functionCall("fare", "{\"to\":\"Rome\"}"));
    List<Content> conversation = new ArrayList<>();
    conversation.add(content(List.of(Part.fromText("How much?"))));
    client.models.generateContent("gemini-x", conversation, null);
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("to", new OwnValue());
    FunctionCall call = FunctionCall.builder().name("fare").args(arguments).build();
    conversation.add(
        Content.builder()
            .role("model")
            .parts(List.of(Part.builder().functionCall(call).build()))
            .build());
    conversation.add(
        content(
            List.of(
                Part.builder()
                    .functionResponse(
                        FunctionResponse.builder()
                            .name("fare")
                            .response(Map.of("result", "90"))
                            .build())
                    .build())));
    ask(conversation);
    Probe.export(() -> weaving.tree());

    assertThat(Probe.calls()).isEmpty();
  }

  private static final class OwnList<T> extends AbstractList<T> {
    private final List<T> elements;

    OwnList(List<T> elements) {
      this.elements = elements;
    }

    @Override
    public T get(int index) {
      Probe.note("List", "get");
      return elements.get(index);
    }

    @Override
    public int size() {
      Probe.note("List", "size");
      return elements.size();
    }
  }

  /** A value that the library writes as JSON. */
  public static final class OwnValue {
    public String getCity() {
      Probe.note("OwnValue", "getCity");
      return "Rome";
    }

    @Override
    public boolean equals(Object other) {
      Probe.note("OwnValue", "equals");
      return other instanceof OwnValue;
    }

    @Override
    public String toString() {
      return "Rome";
    }

    @Override
    public int hashCode() {
      Probe.note("OwnValue", "hashCode");
      return 1;
    }
  }
}
