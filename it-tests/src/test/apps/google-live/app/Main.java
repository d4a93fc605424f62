// SPDX-License-Identifier: Apache-2.0
package app;

import com.google.genai.AsyncSession;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.LiveConnectConfig;
import com.google.genai.types.LiveSendClientContentParameters;
import com.google.genai.types.LiveSendToolResponseParameters;
import com.google.genai.types.LiveServerContent;
import com.google.genai.types.LiveServerMessage;
import com.google.genai.types.Part;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Talks with Gemini in one session, and runs its function. */
public final class Main {
  /** A field, because a logger that nobody refers to forgets its level. */
  private static final Logger LIBRARY = Logger.getLogger("com.google.genai.AsyncLive");

  private Main() {}

  public static void main(String[] args) throws Exception {
    LIBRARY.setLevel(Level.OFF); // with times, and about how the session ended
    Client client =
        Client.builder()
            .apiKey(args[1])
            .httpOptions(HttpOptions.builder().baseUrl(args[0]).build())
            .build();
    AsyncSession session =
        client
            .async
            .live
            .connect("gemini-live", LiveConnectConfig.builder().temperature(0.5f).build())
            .get();
    BlockingQueue<LiveServerMessage> messages = new LinkedBlockingQueue<>();
    session.receive(messages::add).get();
    ask(session, "plain");
    print(session, messages);
    ask(session, "fare");
    print(session, messages);
    session.close().get();
    System.exit(3);
  }

  private static void ask(AsyncSession session, String text) throws Exception {
    Content content =
        Content.builder().role("user").parts(List.of(Part.builder().text(text).build())).build();
    session
        .sendClientContent(
            LiveSendClientContentParameters.builder()
                .turns(List.of(content))
                .turnComplete(true)
                .build())
        .get();
  }

  /** Prints the answer, as its pieces arrive. */
  private static void print(AsyncSession session, BlockingQueue<LiveServerMessage> messages)
      throws Exception {
    while (true) {
      LiveServerMessage message = messages.take();
      message.serverContent().flatMap(LiveServerContent::modelTurn).ifPresent(Main::print);
      if (message.toolCall().isPresent()) {
        FunctionCall call = message.toolCall().get().functionCalls().get().get(0);
        System.out.println(call.name().get() + " " + call.args().get());
        answer(session, call);
      }
      if (message.serverContent().flatMap(LiveServerContent::turnComplete).orElse(false)) {
        return;
      }
    }
  }

  private static void print(Content content) {
    content.parts().get().forEach(part -> System.out.println(part.text().orElse("")));
  }

  private static void answer(AsyncSession session, FunctionCall call) throws Exception {
    FunctionResponse response =
        FunctionResponse.builder()
            .id(call.id().get())
            .name(call.name().get())
            .response(Map.of("output", "90 euros"))
            .build();
    session
        .sendToolResponse(
            LiveSendToolResponseParameters.builder().functionResponses(List.of(response)).build())
        .get();
  }
}
