// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** The agents. */
final class Agents {
  private Agents() {}

  /** An agent. */
  public interface Writer {
    @UserMessage("Write about {{topic}}")
    @Agent(name = "writer", description = "Writes a story", outputKey = "story")
    String write(@V("topic") String topic);
  }

  /** An agent whose input is the writer's output. */
  public interface Editor {
    @UserMessage("Edit {{story}}")
    @Agent(name = "editor", description = "Edits a story", outputKey = "edited")
    String edit(@V("story") String story);
  }

  /** An agent. */
  public interface Food {
    @UserMessage("Food for {{topic}}")
    @Agent(name = "food", description = "Proposes food", outputKey = "food")
    String propose(@V("topic") String topic);
  }

  /** An agent. */
  public interface Film {
    @UserMessage("Film for {{topic}}")
    @Agent(name = "film", description = "Proposes a film", outputKey = "film")
    String propose(@V("topic") String topic);
  }

  /** A workflow. */
  public interface Story {
    @Agent(name = "story", description = "Writes and edits", outputKey = "edited")
    String tell(@V("topic") String topic);
  }

  /** A workflow. */
  public interface Evening {
    @Agent(name = "evening", description = "Plans an evening")
    String plan(@V("topic") String topic);
  }
}
