// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.FunctionCallStep;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.interactions.Model;
import com.google.genai.gaos.models.interactions.Step;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application may pass lists and values of its own, which Clew must not call. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleInteractionsModule());

  private final FakeInteractions server = new FakeInteractions();
  private final Application application = new Application(server.client());

  @AfterEach
  void stop() {
    server.close();
    Probe.calls();
  }

  private void answer() {
    server.json(
        """
        {"id":"i1","object":"interaction","status":"completed","model":"gemini-x",\
        "created":"2026-01-01T00:00:00Z","updated":"2026-01-01T00:00:00Z","steps":[]}""");
  }

  @Test
  void ownListOfSteps_isNotRead() {
    answer();
    application.askWithOwnList();
    Probe.export(() -> assertThat(weaving.tree()).hasToString("response response gemini-x\n"));

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownValueInAStep_isWrittenAsItsText() {
    answer();
    application.askWithOwnValue();
    Probe.export(() -> assertThat(weaving.tree()).hasToString("response response gemini-x\n"));

    assertThat(Probe.calls()).isEmpty();
  }

  /** A separate class, because older versions lack the types in these signatures. */
  private static final class Application {
    private final Client client;

    Application(Client client) {
      this.client = client;
    }

    void askWithOwnList() {
      ask(new OwnList<>(List.of(step(Map.of("to", "Rome")))));
    }

    void askWithOwnValue() {
      Map<String, Object> arguments = new HashMap<>();
      arguments.put("to", new OwnValue());
      ask(List.of(step(arguments)));
    }

    private static Step step(Map<String, Object> arguments) {
      return FunctionCallStep.builder().id("call-1").name("fare").arguments(arguments).build();
    }

    private void ask(List<Step> steps) {
      client.interactions.create(
          CreateInteractionRequestBody.of(
              CreateModelInteraction.builder()
                  .model(Model.of("gemini-x"))
                  .input(InteractionsInput.ofStep(steps))
                  .build()));
    }
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
