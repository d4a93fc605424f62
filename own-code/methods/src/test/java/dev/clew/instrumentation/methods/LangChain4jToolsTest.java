// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import static org.assertj.core.api.Assertions.assertThat;

import acme.Assistants;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LangChain4jToolsTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new LangChain4jModule(), new MethodsModule(List.of(), true));

  @Test
  void annotatedToolOfAFramework_isOneFunction_withTheGroupOfTheAnnotation() {
    assertThat(Assistants.create().answer("How much to Rome?")).isEqualTo("done");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat Assistants$Model
              function fare
                function helper
              generation chat Assistants$Model
            """);
    assertThat(weaving.spans().spans(SpanType.FUNCTION).get(1).groupId()).isEqualTo("Rome");
  }

  @Test
  void sameToolCalledByTheApplication_hasASpanOfItsOwn() {
    new Assistants.Tools().fare("Oslo");

    assertThat(weaving.tree()).hasToString("function price\n  function helper\n");
  }
}
