// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.client;

import dev.clew.api.data.AgentData;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.instrumentation.springai.library.Messages;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

/** The content of a chat client's span: what it was asked, with which tools, and its answer. */
final class ClientPayload implements AgentPayload, CallPayload {
  static final String NAME = "ChatClient";
  private static final String CONVERSATION = "chat_memory_conversation_id";
  private static final String FORMAT = "spring.ai.chat.client.output.format";

  private final Object caller;
  private final List<Message> messages;
  private final List<Object> tools;
  private final @Nullable String outputFormat;
  private final @Nullable String conversation;
  private final @Nullable StreamedText streamed;
  private volatile @Nullable Object answer;

  /**
   * Describes a run that is starting.
   *
   * @param caller the library's object whose method starts the run
   */
  ClientPayload(Object caller, ChatClientRequest request, boolean isStreamed) {
    this.caller = caller;
    Prompt prompt = LibraryObjects.callableOrNull(request.prompt());
    this.messages = Values.copyOf(prompt == null ? null : prompt.getInstructions());
    this.tools =
        LibraryObjects.READER.list(
            LibraryObjects.READER.read(prompt, "getOptions"), "getToolCallbacks");
    this.conversation = contextValue(request, CONVERSATION);
    this.outputFormat = contextValue(request, FORMAT);
    this.streamed = isStreamed ? new StreamedText() : null;
  }

  /** Iterates over the entries, because a sorted map would call the application's comparator. */
  private static @Nullable String contextValue(ChatClientRequest request, String name) {
    Map<String, @Nullable Object> context = request.context();
    Object found = null;
    if (LibraryClasses.isOfJdk(context)) {
      for (Map.Entry<String, @Nullable Object> entry : context.entrySet()) {
        found = name.equals(entry.getKey()) ? entry.getValue() : found;
      }
    }
    return found == null ? null : Values.key(found);
  }

  /** Returns whether the run was started by a method of {@code object}. */
  boolean isOf(Object object) {
    return caller == object;
  }

  /** Returns the conversation's id, unless it is the one that the library uses for all. */
  @Nullable String conversation() {
    return "default".equals(conversation) ? null : conversation;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void result(Object result) {
    answered(result);
  }

  @Override
  public void answered(@Nullable Object result) {
    answer = result;
  }

  @Override
  public @Nullable Object output() {
    return answer;
  }

  @Override
  public void chunk(Object chunk) {
    if (streamed != null) {
      streamed.add(text(chunk));
    }
  }

  private static @Nullable String text(@Nullable Object result) {
    ChatResponse response =
        result instanceof ChatClientResponse client ? client.chatResponse() : null;
    return LibraryObjects.text(response);
  }

  @Override
  public AgentData render() {
    String question = Messages.last(messages, MessageType.USER);
    return new AgentData(
        NAME,
        null,
        Messages.last(messages, MessageType.SYSTEM),
        List.of(),
        toolNames(),
        outputFormat,
        question == null ? Map.of() : Map.of("user", question),
        streamed != null ? streamed.text() : text(answer),
        Map.of());
  }

  private List<String> toolNames() {
    return tools.stream().map(LibraryObjects::toolName).filter(Objects::nonNull).toList();
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + Messages.retainedBytes(messages)
        + RetainedBytes.of(text(answer))
        + (streamed == null ? 0 : streamed.retainedBytes());
  }
}
