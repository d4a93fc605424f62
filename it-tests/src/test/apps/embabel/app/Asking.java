// SPDX-License-Identifier: Apache-2.0
package app;

import com.embabel.agent.api.tool.Tool;
import com.embabel.agent.spi.loop.LlmMessageSender;
import com.embabel.agent.spi.loop.ToolLoop;
import com.embabel.agent.spi.loop.support.DefaultToolLoop;
import com.embabel.agent.spi.support.springai.SpringAiLlmMessageSender;
import com.embabel.chat.UserMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Asks a model of the application's with the library's own loop. */
final class Asking {
  private Asking() {}

  static String ask(String question) throws ReflectiveOperationException {
    LlmMessageSender sender =
        create(
            SpringAiLlmMessageSender.class,
            new OwnModel(),
            ToolCallingChatOptions.builder().model("own-1").build());
    ToolLoop loop = create(DefaultToolLoop.class, sender, new ObjectMapper());
    return loop.<String>execute(
            List.of(new UserMessage(question)), List.of(weather(), storm()), text -> text)
        .getResult();
  }

  /** A tool that is a callback of Spring AI. */
  private static Tool weather() {
    ToolCallback callback =
        FunctionToolCallback.builder("weather", (Map<String, Object> input) -> "sun")
            .inputType(Map.class)
            .build();
    return Tool.create(
        "weather", "Tells the weather", input -> Tool.Result.text(callback.call(input)));
  }

  private static Tool storm() {
    return Tool.create("storm", "Warns", input -> Tool.Result.error("no radar"));
  }

  /** The parameters are different in each version: all but the first have defaults. */
  private static <T> T create(Class<T> type, Object... first) throws ReflectiveOperationException {
    for (Constructor<?> each : type.getDeclaredConstructors()) {
      Class<?>[] types = each.getParameterTypes();
      int last = types.length - 1;
      if (last > 0 && types[last].getSimpleName().equals("DefaultConstructorMarker")) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
          arguments[i] = types[i] == int.class ? Integer.valueOf(0) : null;
        }
        System.arraycopy(first, 0, arguments, 0, first.length);
        arguments[last - 1] = -1 << first.length;
        each.setAccessible(true);
        return type.cast(each.newInstance(arguments));
      }
    }
    return type.cast(type.getConstructor(ChatModel.class, ChatOptions.class).newInstance(first));
  }

  /** Asks for both tools, and answers. */
  private static final class OwnModel implements ChatModel {
    private int calls;

    @Override
    public ChatResponse call(Prompt prompt) {
      AssistantMessage answer =
          calls++ == 0
              ? AssistantMessage.builder()
                  .content("")
                  .toolCalls(List.of(call("call-1", "weather"), call("call-2", "storm")))
                  .build()
              : new AssistantMessage("Sunny.");
      return new ChatResponse(
          List.of(new Generation(answer)),
          ChatResponseMetadata.builder().model("own-1").usage(new DefaultUsage(120, 31)).build());
    }

    private static AssistantMessage.ToolCall call(String id, String name) {
      return new AssistantMessage.ToolCall(id, "function", name, "{\"city\":\"Rome\"}");
    }
  }
}
