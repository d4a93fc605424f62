// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Services with tools of every kind. */
final class Tooled {
  private final ChatModel model;

  Tooled(ChatModel model) {
    this.model = model;
  }

  interface Assistant {
    String answer(String question);
  }

  interface Clerk {
    Result<String> answer(String question);
  }

  interface Translator {
    @Tool("Translates a text")
    String translate(@UserMessage @P("text") String text);
  }

  static final class Desk {
    @Tool("Looks a fare up")
    int fare(@P("city") String to) {
      return to.length();
    }

    @Tool(value = "Prints a ticket", returnBehavior = ReturnBehavior.IMMEDIATE)
    String ticket(@P("city") String to) {
      return "ticket to " + to;
    }
  }

  static final class Office {
    private final Translator translator;

    Office(Translator translator) {
      this.translator = translator;
    }

    @Tool("Asks the language department")
    String department(@P("text") String text) {
      return translator.translate("formally: " + text);
    }
  }

  void addTo(Map<String, Callable<Object>> ways) {
    ways.put("invented", () -> forgiving().build().answer("invented"));
    ways.put("unforgiven", () -> assistant().tools(new Desk()).build().answer("unforgiven"));
    ways.put("invented-concurrently", this::concurrently);
    ways.put("misfit", this::misfit);
    ways.put("provided", this::provided);
    ways.put("at-once", this::atOnce);
    ways.put("service-as-tool", () -> assistant().tools(translator()).build().answer("by proxy"));
    ways.put(
        "service-in-tool",
        () -> assistant().tools(new Office(translator())).build().answer("by department"));
  }

  private AiServices<Assistant> assistant() {
    return AiServices.builder(Assistant.class).chatModel(model);
  }

  private AiServices<Assistant> forgiving() {
    return assistant()
        .tools(new Desk())
        .hallucinatedToolNameStrategy(
            request -> ToolExecutionResultMessage.from(request, "there is no " + request.name()));
  }

  private String concurrently() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      return forgiving().executeToolsConcurrently(threads).build().answer("both at once");
    } finally {
      threads.shutdown();
    }
  }

  private String misfit() {
    return assistant()
        .tools(new Desk())
        .toolArgumentsErrorHandler(
            (error, context) -> ToolErrorHandlerResult.text("write JSON, please"))
        .build()
        .answer("misfit");
  }

  private String provided() {
    ToolExecutor lambda = (request, memoryId) -> request.name() + "!";
    return assistant()
        .tools(Map.of(specification("ping"), lambda))
        .toolProvider(
            request -> ToolProviderResult.builder().add(specification("pong"), lambda).build())
        .build()
        .answer("provided");
  }

  private static ToolSpecification specification(String name) {
    return ToolSpecification.builder()
        .name(name)
        .parameters(JsonObjectSchema.builder().build())
        .build();
  }

  private Object atOnce() {
    Clerk clerk = AiServices.builder(Clerk.class).chatModel(model).tools(new Desk()).build();
    Result<String> result = clerk.answer("at-once");
    return result.content() + " " + result.toolExecutions().get(0).result();
  }

  private Translator translator() {
    return AiServices.create(Translator.class, model);
  }
}
