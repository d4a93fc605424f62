// SPDX-License-Identifier: Apache-2.0
package app;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import java.util.ArrayList;
import java.util.List;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

/** Mocked LangChain4j models. */
final class MockedModels {
  private MockedModels() {}

  interface Desk {
    String answer(String question);
  }

  static class Echo implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return response("echo of " + request.messages().size());
    }
  }

  static String stubbed() {
    ChatModel model = mock(ChatModel.class);
    when(model.chat("hello")).thenReturn("hi").thenReturn("hi again");
    String said = model.chat("hello") + ", " + model.chat("hello") + ", " + model.chat("other");
    InOrder order = inOrder(model);
    order.verify(model, times(2)).chat("hello");
    order.verify(model).chat("other");
    verify(model, never()).chat(any(ChatRequest.class));
    verify(model, never()).doChat(any());
    return said;
  }

  static String failing() {
    ChatModel model = mock(ChatModel.class);
    when(model.chat(any(ChatRequest.class))).thenThrow(new IllegalStateException("no quota"));
    try {
      return "" + model.chat(request("hello"));
    } catch (IllegalStateException expected) {
      verify(model).chat(any(ChatRequest.class));
      return expected.getMessage();
    }
  }

  static String unstubbed() {
    ChatModel model = mock(ChatModel.class);
    String said = model.chat(request("hello")) + ", " + model.chat("hello");
    verify(model).chat(any(ChatRequest.class));
    verify(model).chat("hello");
    return said;
  }

  static String service() {
    ChatModel model = mock(ChatModel.class);
    when(model.chat(any(ChatRequest.class))).thenReturn(response("from the mock"));
    String said = AiServices.create(Desk.class, model).answer("anybody there?");
    verify(model, times(1)).chat(any(ChatRequest.class));
    return said;
  }

  static String captured() {
    ChatModel model = mock(ChatModel.class);
    when(model.chat(any(ChatRequest.class))).thenReturn(response("yes"));
    model.chat(request("first"));
    model.chat(request("second"));
    ArgumentCaptor<ChatRequest> asked = ArgumentCaptor.forClass(ChatRequest.class);
    verify(model, times(2)).chat(asked.capture());
    return asked.getAllValues().stream()
        .map(each -> ((UserMessage) each.messages().get(0)).singleText())
        .toList()
        .toString();
  }

  static String streaming() {
    StreamingChatModel model = mock(StreamingChatModel.class);
    doAnswer(
            call -> {
              StreamingChatResponseHandler handler = call.getArgument(1);
              handler.onPartialResponse("in ");
              handler.onPartialResponse("pieces");
              handler.onCompleteResponse(response("in pieces"));
              return null;
            })
        .when(model)
        .chat(anyString(), any(StreamingChatResponseHandler.class));
    List<String> events = new ArrayList<>();
    StreamingChatResponseHandler handler =
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String piece) {
            events.add(piece);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            events.add("complete: " + response.aiMessage().text());
          }

          @Override
          public void onError(Throwable error) {
            events.add("error: " + error);
          }
        };
    model.chat("hello", handler);
    // The original handler, unless its replacement is equal to it.
    verify(model, times(1)).chat(anyString(), any(StreamingChatResponseHandler.class));
    return events.toString();
  }

  static String spied() {
    ChatModel model = spy(new Echo());
    String real = model.chat(request("hello")).aiMessage().text();
    verify(model, times(1)).chat(any(ChatRequest.class));
    verify(model, times(1)).doChat(any());
    doReturn(response("replaced")).when(model).doChat(any());
    String replaced = model.chat(request("hello")).aiMessage().text();
    verify(model, times(2)).doChat(any());
    return real + ", " + replaced;
  }

  static String calledTooOften() {
    ChatModel model = mock(ChatModel.class);
    model.chat("hello");
    model.chat("hello");
    verify(model, times(1)).chat("hello");
    return "not noticed";
  }

  private static ChatRequest request(String text) {
    return ChatRequest.builder().messages(UserMessage.from(text)).build();
  }

  private static ChatResponse response(String text) {
    return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
  }
}
