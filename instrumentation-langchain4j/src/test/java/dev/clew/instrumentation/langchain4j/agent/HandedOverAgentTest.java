// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.langchain4j.AnsweringModel;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents of langchain4j-agentic called by an AI service's tool. */
class HandedOverAgentTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  private final AnsweringModel model =
      new AnsweringModel().tools("story", "{\"topic\":\"dragons\"}").text("here it is");

  interface Assistant {
    String answer(String question);
  }

  public interface Writer {
    @UserMessage("Write about {{topic}}")
    @Agent(name = "writer", outputKey = "story")
    String write(@V("topic") String topic);
  }

  public interface Editor {
    @UserMessage("Edit {{story}}")
    @Agent(name = "editor", outputKey = "story")
    String edit(@V("story") String story);
  }

  public interface Publisher {
    @Agent(name = "publisher")
    String publish(@V("topic") String topic);
  }

  static final class Stories {
    private final UnaryOperator<String> author;

    Stories(UnaryOperator<String> author) {
      this.author = author;
    }

    @Tool("Has a story written")
    String story(@P("topic") String topic) {
      return author.apply(topic);
    }
  }

  private static <T> T agent(Class<T> type, String answer) {
    return AgenticServices.agentBuilder(type)
        .chatModel(new AnsweringModel().text(answer).whole())
        .build();
  }

  private void ask(UnaryOperator<String> author) {
    AiServices.builder(Assistant.class)
        .chatModel(model.whole())
        .tools(new Stories(author))
        .build()
        .answer("A story, please");
  }

  @Test
  void agent_isHandedOverTo() {
    Writer writer = agent(Writer.class, "once upon a time");

    ask(writer::write);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat AnsweringModel$Whole
              function story
                handoff Assistant.answer → writer
                agent writer
                  generation chat AnsweringModel$Whole
              generation chat AnsweringModel$Whole
            """);
  }

  @Test
  void workflow_isHandedOverToOnce_andHandsOverToItsAgentsItself() {
    Publisher publisher =
        AgenticServices.sequenceBuilder(Publisher.class)
            .subAgents(agent(Writer.class, "draft"), agent(Editor.class, "a good story"))
            .outputKey("story")
            .build();

    ask(publisher::publish);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat AnsweringModel$Whole
              function story
                handoff Assistant.answer → publisher
                agent publisher
                  handoff publisher → writer
                  agent writer
                    generation chat AnsweringModel$Whole
                  handoff writer → editor
                  agent editor
                    generation chat AnsweringModel$Whole
              generation chat AnsweringModel$Whole
            """);
  }
}
