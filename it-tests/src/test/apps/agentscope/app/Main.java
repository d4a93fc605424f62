// SPDX-License-Identifier: Apache-2.0
package app;

import io.agentscope.core.ReActAgent;
import io.agentscope.core.agent.RuntimeContext;
import io.agentscope.core.event.AgentResultEvent;
import io.agentscope.core.message.Msg;
import io.agentscope.core.message.MsgRole;
import io.agentscope.core.message.TextBlock;
import io.agentscope.core.model.ChatModelBase;
import io.agentscope.core.permission.PermissionBehavior;
import io.agentscope.core.permission.PermissionContextState;
import io.agentscope.core.permission.PermissionRule;
import io.agentscope.core.tool.Tool;
import io.agentscope.core.tool.ToolParam;
import io.agentscope.core.tool.Toolkit;
import io.agentscope.extensions.model.anthropic.AnthropicChatModel;
import io.agentscope.extensions.model.openai.OpenAIChatModel;
import java.util.List;
import reactor.core.publisher.Mono;

/** Runs agents over two providers, and prints what they say. */
public final class Main {
  private static String url;
  private static String key;

  private Main() {}

  /** The application's tools. */
  public static final class Fares {
    @Tool(name = "fare", description = "Finds a fare")
    public String fare(@ToolParam(name = "to", description = "Where to") String to) {
      if (to.equals("Atlantis")) {
        throw new IllegalStateException("no ferry to Atlantis");
      }
      return "90 euros";
    }
  }

  /** Another agent as a tool; the library's own for it sends a random session id. */
  public static final class Advice {
    @Tool(name = "advise", description = "Asks the adviser")
    public Mono<String> advise(@ToolParam(name = "question", description = "What") String text) {
      return agent("adviser", openAi(false)).build().call(question()).map(Msg::getTextContent);
    }
  }

  public static void main(String[] args) {
    url = args[0];
    key = args[1];
    System.out.println(ask(agent("clerk", openAi(false)).build()));
    System.out.println(ask(agent("poet", anthropic(true)).build()));
    System.out.println(stream(agent("caller", openAi(true)).build()));
    System.out.println(stream(boss()));
    System.out.println(ask(agent("guarded", openAi(false)).permissionContext(noFares()).build()));
    System.out.println(ask(agent("unlucky", openAi(false)).build()));
    System.exit(3);
  }

  private static ChatModelBase openAi(boolean streamed) {
    return OpenAIChatModel.builder().apiKey(key).baseUrl(url).modelName("gpt-x").stream(streamed)
        .build();
  }

  private static ChatModelBase anthropic(boolean streamed) {
    return AnthropicChatModel.builder()
        .apiKey(key)
        .baseUrl(url.replace("/v1", ""))
        .modelName("claude-x")
        .stream(streamed)
        .build();
  }

  private static ReActAgent.Builder agent(String name, ChatModelBase model) {
    Toolkit toolkit = new Toolkit();
    toolkit.registerTool(new Fares());
    return ReActAgent.builder()
        .name(name)
        .sysPrompt("You are the " + name)
        .model(model)
        .toolkit(toolkit);
  }

  private static ReActAgent boss() {
    Toolkit toolkit = new Toolkit();
    toolkit.registerTool(new Advice());
    return ReActAgent.builder()
        .name("boss")
        .sysPrompt("You are the boss")
        .model(openAi(false))
        .toolkit(toolkit)
        .build();
  }

  private static PermissionContextState noFares() {
    PermissionRule rule = new PermissionRule("fare", null, PermissionBehavior.DENY, "app");
    return PermissionContextState.builder().addDenyRule("fare", rule).build();
  }

  private static List<Msg> question() {
    TextBlock text = TextBlock.builder().text("Where to?").build();
    return List.of(Msg.builder().role(MsgRole.USER).content(text).build());
  }

  private static String ask(ReActAgent agent) {
    try {
      RuntimeContext session = RuntimeContext.builder().sessionId("trip-7").build();
      return agent.call(question(), session).block().getTextContent();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static String stream(ReActAgent agent) {
    return agent
        .streamEvents(question())
        .ofType(AgentResultEvent.class)
        .blockLast()
        .getResult()
        .getTextContent();
  }
}
