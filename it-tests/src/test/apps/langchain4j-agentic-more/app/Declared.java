// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.agent.ErrorContext;
import dev.langchain4j.agentic.agent.ErrorRecoveryResult;
import dev.langchain4j.agentic.declarative.ActivationCondition;
import dev.langchain4j.agentic.declarative.ConditionalAgent;
import dev.langchain4j.agentic.declarative.ErrorHandler;
import dev.langchain4j.agentic.declarative.ExitCondition;
import dev.langchain4j.agentic.declarative.HumanInTheLoop;
import dev.langchain4j.agentic.declarative.LoopAgent;
import dev.langchain4j.agentic.declarative.ParallelAgent;
import dev.langchain4j.agentic.declarative.SequenceAgent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents declared by annotations only. */
final class Declared {
  private static final AtomicInteger SCORES = new AtomicInteger();
  private static final AtomicInteger FAILURES = new AtomicInteger();

  private Declared() {}

  /** An agent. */
  public interface Author {
    @UserMessage("A story: {{topic}}")
    @Agent(name = "author", outputKey = "story")
    String write(@V("topic") String topic);
  }

  /** An agent without a model. */
  public static final class Scorer {
    private Scorer() {}

    @Agent(name = "scorer", outputKey = "score")
    public static int score(@V("story") String story) {
      return SCORES.incrementAndGet();
    }
  }

  /** An agent without a name. */
  public interface Reviser {
    @UserMessage("Revise: {{story}}")
    @Agent(outputKey = "story")
    String revise(@V("story") String story);
  }

  /** A loop. */
  public interface Review {
    @LoopAgent(
        outputKey = "story",
        maxIterations = 4,
        subAgents = {Scorer.class, Reviser.class})
    String review(@V("story") String story);

    @ExitCondition
    static boolean good(@V("score") int score) {
      return score >= 3;
    }
  }

  /** A sequence that contains a loop. */
  public interface Novel {
    @SequenceAgent(
        name = "novel",
        outputKey = "story",
        subAgents = {Author.class, Review.class})
    String create(@V("topic") String topic);
  }

  /** A human in the loop. */
  public interface Person {
    @HumanInTheLoop(description = "asks the user", outputKey = "mood")
    static String ask(@V("topic") String topic) {
      return "happy";
    }
  }

  /** An agent. */
  public interface Comedian {
    @UserMessage("A joke: {{topic}}")
    @Agent(name = "comedian", outputKey = "text")
    String joke(@V("topic") String topic);
  }

  /** An agent. */
  public interface Poet {
    @UserMessage("An elegy: {{topic}}")
    @Agent(name = "poet", outputKey = "text")
    String elegy(@V("topic") String topic);
  }

  /** A conditional workflow. */
  public interface Entertainer {
    @ConditionalAgent(
        name = "entertainer",
        outputKey = "text",
        subAgents = {Comedian.class, Poet.class})
    String entertain(@V("topic") String topic);

    @ActivationCondition(Comedian.class)
    static boolean joke(@V("mood") String mood) {
      return mood.equals("happy");
    }

    @ActivationCondition(Poet.class)
    static boolean elegy(@V("mood") String mood) {
      return !mood.equals("happy");
    }
  }

  /** A human asked before a conditional workflow. */
  public interface Show {
    @SequenceAgent(
        name = "show",
        outputKey = "text",
        subAgents = {Person.class, Entertainer.class})
    String open(@V("topic") String topic);
  }

  /** Parallel agents. */
  public interface Both {
    @ParallelAgent(
        name = "both",
        outputKey = "text",
        subAgents = {Comedian.class, Poet.class})
    String say(@V("topic") String topic);
  }

  /** An agent that fails once. */
  public static final class Flaky {
    private Flaky() {}

    @Agent(name = "flaky", outputKey = "text")
    public static String act(@V("topic") String topic) {
      if (FAILURES.incrementAndGet() == 1) {
        throw new IllegalStateException("not now");
      }
      return "at last " + topic;
    }
  }

  /** A workflow that retries. */
  public interface Patient {
    @SequenceAgent(name = "patient", outputKey = "text", subAgents = Flaky.class)
    String act(@V("topic") String topic);

    @ErrorHandler
    static ErrorRecoveryResult again(ErrorContext context) {
      return ErrorRecoveryResult.retry();
    }
  }
}
